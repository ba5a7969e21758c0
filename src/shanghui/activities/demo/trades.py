"""What firms of a trade need and offer at the tables, and who buys from whom. Invented, like all of the demo."""

from dataclasses import dataclass

from shanghui.activities.rules import Part


@dataclass(frozen=True)
class TableTrade:
    """`buys`: trades from which it wants to buy; the order is that of its interest."""

    word: str
    part: Part
    count: int
    pitch: str
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    buys: tuple[str, ...] = ()


#: 26 firms
TRADES = [
    TableTrade(
        "风电装备", Part.BUYER, 2, "风电塔筒与法兰，全年多批次采购",
        needs=("M36高强度螺栓，10.9级，每月两万套", "塔筒法兰热镀锌外协", "防锈包装，海运三个月不返锈"),
        buys=("紧固件", "标准件", "表面处理", "包装"),
    ),
    TableTrade(
        "泵业", Part.BUYER, 2, "离心泵整机厂，找稳定的配套",
        needs=("304不锈钢螺栓M12×80，每月三万件", "深沟球轴承，低噪音", "泵体精密加工外协"),
        buys=("紧固件", "轴承", "精密机械", "标准件"),
    ),
    TableTrade(
        "医疗器械", Part.BUYER, 2, "骨科器械，小批量多品种",
        needs=("钛合金小螺钉精密加工", "冷链配送，上海到长三角", "无菌包装盒"),
        buys=("精密机械", "物流", "包装", "冷镦成型"),
    ),
    TableTrade(
        "电缆", Part.BUYER, 1, "电力电缆厂，盘具和辅料常年采购",
        needs=("电缆盘用地脚螺栓", "周转箱租赁", "干线运输，上海到合肥"),
        buys=("标准件", "包装", "物流", "紧固件"),
    ),
    TableTrade(
        "标准件", Part.BOTH, 4, "螺栓螺母现货，也找盘条和表面处理",
        needs=("冷镦盘条SWRCH35K，每月二十吨", "达克罗涂覆外协"),
        offers=("高强度螺栓M12到M36现货", "螺母、垫圈现货，当天发货"),
        buys=("特钢", "表面处理", "热处理"),
    ),
    TableTrade(
        "紧固件", Part.SELLER, 5, "10.9级螺栓和地脚螺栓生产厂",
        offers=("M36高强度螺栓，10.9级，有第三方检测", "304不锈钢螺栓，可定制", "地脚螺栓，按图加工"),
    ),
    TableTrade(
        "冷镦成型", Part.SELLER, 2, "冷镦异形件、铆钉，自有模具",
        offers=("冷镦异形件打样七天", "铆钉、螺柱批量供应"),
    ),
    TableTrade(
        "特钢", Part.SELLER, 2, "冷镦盘条和合金结构钢加工配送",
        offers=("冷镦盘条SWRCH35K现货", "合金结构钢切割配送"),
    ),
    TableTrade(
        "表面处理", Part.SELLER, 2, "达克罗、热镀锌，环保手续齐全",
        offers=("达克罗涂覆加工，盐雾千小时", "热镀锌外协，件重五吨以内"),
    ),
    TableTrade(
        "精密机械", Part.SELLER, 2, "五轴加工和工装夹具",
        offers=("五轴精密加工，小批量", "冷镦模具设计制造"),
    ),
    TableTrade("包装", Part.SELLER, 1, "防锈包装和周转箱", offers=("防锈包装，海运可用", "周转箱租赁和回收")),
    TableTrade("物流", Part.SELLER, 1, "长三角干线和仓储", offers=("干线运输，上海到合肥、杭州", "冷链配送，有医疗器械资质")),
]  # fmt: skip
