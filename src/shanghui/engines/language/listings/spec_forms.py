"""How people write sizes, grades, materials, standards, certificates and other conditions."""

import re
from dataclasses import dataclass

from shanghui.engines.language.listings.model import Attribute
from shanghui.engines.language.tables import words_of

_WORD, _END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
_DECIMAL = r"\d{1,6}(?:\.\d{1,4})?"
_LENGTH = r"(?:mm|MM|cm|CM|μm|um|毫米|厘米|公分|英寸|寸|丝|m(?![a-zA-Z²³])|米|克|g(?![a-zA-Z]))"
TIMES = r"\s?[×xX*✖]\s?"
_ASPECT = r"(?:厚度?|直径|总?长度?|宽度?|高度?|层高|净高|壁厚|板厚|外径|内径|口径|孔径|线径|幅宽|门幅|克重|行程|功率|载重|承重|起重量?|容量|容积|跨度|扬程|流量|排量|气量|压力|吨位|规格|尺寸|型号|目数|硬度)"
_CERTIFICATES = tuple(sorted(words_of("listing_certificates.txt"), key=len, reverse=True))
_MATERIALS = "|".join(sorted(words_of("listing_materials.txt"), key=len, reverse=True))
_PLASTICS = "(?:ABS|PP|PE|PVC|POM|PC|PET|PTFE|PA66|PA6|PEEK|NBR|FKM|EPDM|TPU|EVA|EPDM|HDPE|PMMA)"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a condition; the group `value`, where there is one, is what is kept."""

    attribute: Attribute
    pattern: re.Pattern[str]


STANDARDS = (
    Form(
        Attribute.STANDARD,
        re.compile(
            _WORD
            + r"(?:GB/?[TZ]?|(?:HG|JB|YB|SH|NB)(?:/T?|T)|DB\d\d/?T?|DIN|JIS|ASTM|ASME|ANSI|API|EN|BS|AISI|GJB|(?:QC|FZ)(?:/T?|T)|ISO(?!\s?-?(?:9001|14001|45001|13485|22000|27001|50001|20000)))(?:\s?EN)?\s?-?[A-Z]?\d[\d.]{0,8}(?:-\d{1,4})?(?![A-Za-z0-9])"
        ),
    ),
    Form(Attribute.STANDARD, re.compile("(?:国家标准|国标|美标|德标|欧标|日标|英标)")),
)
CERTIFIED = (
    Form(
        Attribute.CERTIFICATE,
        re.compile(
            "(?:[要需]有|有|需|具备|提供|持|带|要)(?!拿|办|出|考)(?P<value>[\u4e00-\u9fff]{2,6}资质|[\u4e00-\u9fff]{2,4}证)(?![明书件据券实])"
        ),
    ),
    Form(
        Attribute.CERTIFICATE,
        re.compile(
            _WORD
            + r"(?P<value>ISO\s?-?\s?(?:9001|14001|45001|13485|22000|27001|50001|20000)(?:[:-]20\d\d)?|(?:IATF|TS)\s?-?\s?16949|AS9100[A-Z]?|3C|CCC|UN38\.3|(?:CE|UL(?:黄卡)?|FDA|RoHS|ROHS|rohs|REACH|SGS|QS|SC|CMA|CNAS|BSCI|FSC|GMP|HACCP|MSDS|COA|ETL|TUV|ATEX|CQC|PSE|KC|LFGB|OEKO-TEX|GRS|GOTS)(?=[认证书报告资质检测黄\s,。;!、)(/+和及等\n]|$))"
        ),
    ),
    Form(
        Attribute.CERTIFICATE,
        re.compile(_WORD + r"(?P<value>[A-Z][A-Za-z]{1,7}(?:[ -]?\d{2,5})?)(?=(?:体系)?(?:认证|证书|资质|检测报告))"),
    ),
    Form(
        Attribute.CERTIFICATE,
        re.compile(
            "(?<!可办)(?<!代办)(?<!可)(?P<value>" + "|".join(_CERTIFICATES) + ")(?!认定|申报|代办|机|设备|咨询|辅导)"
        ),
    ),
)
SIZES = (
    Form(
        Attribute.SIZE,
        re.compile(r"(?:型号|规格型号|规格)\s?[::为是]?\s?(?P<value>[A-Za-z0-9φ][A-Za-z0-9φ.*×/+-]{1,30})"),
    ),
    Form(
        Attribute.SIZE,
        re.compile(_WORD + rf"[A-Z]{{2,6}}\d{{0,3}}-\d{{1,3}}{TIMES}\d{{1,4}}(?:\+\d{{1,3}}{TIMES}\d{{1,4}})*"),
    ),
    Form(
        Attribute.SIZE,
        re.compile(_WORD + rf"[MmΜ]\d{{1,3}}(?:\.\d)?(?:{TIMES}{_DECIMAL}){{0,2}}(?:mm)?(?![A-Za-z0-9²³])"),
    ),
    Form(Attribute.SIZE, re.compile(rf"[φ]\s?{_DECIMAL}(?:{_LENGTH})?(?:{TIMES}{_DECIMAL}(?:{_LENGTH})?){{0,2}}")),
    Form(Attribute.SIZE, re.compile(_WORD + r"(?:DN|PN|dn|De)\s?\d{1,4}" + _END)),
    Form(
        Attribute.SIZE,
        re.compile(
            rf"(?<![\d.A-Za-z]){_DECIMAL}\s?(?:{_LENGTH})?(?:{TIMES}{_DECIMAL}\s?(?:{_LENGTH})?){{1,3}}(?![\d])"
        ),
    ),
    Form(
        Attribute.SIZE,
        re.compile(
            rf"(?<![\dmM米丝寸分]){_ASPECT}\s?[::为是]?\s?(?:约|不低于|不小于|至少|≥|≤)?\s?{_DECIMAL}(?:\s?[-~]\s?{_DECIMAL})?\s?(?:{_LENGTH}|kW|KW|kw|吨|立方米?|方|公斤|kg|MPa|L|升|目|HRC)?(?:以上|以内|以下)?(?!万|\d|元)"
        ),
    ),
    Form(
        Attribute.SIZE,
        re.compile(
            rf"(?<![\d.A-Za-z]){_DECIMAL}(?:\s?[-~]\s?{_DECIMAL})?\s?(?:mm|MM|cm|CM|μm|毫米|厘米|公分|英寸|寸|丝)(?![A-Za-z])(?:厚|宽|长|高|粗)?"
        ),
    ),
    Form(
        Attribute.SIZE,
        re.compile(
            r"(?<![\d.A-Za-z])\d{1,4}(?:\.\d{1,2})?\s?(?:ml|mL|ML|L|l|升|毫升|kg|KG|Kg|公斤|千克|斤|g|克)(?:/(?:桶|包|袋|瓶|箱|盒|罐|支)|装|(?=麻袋|编织袋|纸袋|铁桶|塑料桶|胶桶|纸箱|压力)|\s?[*×xX]\s?\d{1,3}(?:瓶|桶|袋|盒|罐|包|支)?(?:/箱)?)"
        ),
    ),
    Form(
        Attribute.SIZE,
        re.compile(
            r"(?<![\d.A-Za-z])\d{1,4}(?:\.\d{1,2})?\s?(?:ml|mL|ML|L|毫升|g|克)(?![A-Za-z/])(?!\s?[\u4e00-\u9fff]{0,3}纸)(?:重)?"
        ),
    ),
    Form(
        Attribute.SIZE,
        re.compile(
            r"(?<![\d.A-Za-z])\d{1,6}(?:\.\d{1,2})?(?:(?:kW|W|V|Ah|匹)?\s?[-~]\s?\d{1,6}(?:\.\d{1,2})?)?\s?(?:kW|KW|kw|千瓦|匹|马力|KVA|kVA|mAh|MAH|Ah|kWh|V|W|HP|MPa|Mpa|公斤级)(?![A-Za-z])"
        ),
    ),
    Form(Attribute.SIZE, re.compile(r"(?<![A-Za-z0-9])A[0-6](?![A-Za-z0-9级])")),
)
GRADES = (
    Form(Attribute.GRADE, re.compile(r"牌号\s?[::为是]?\s?(?P<value>[A-Za-z0-9][A-Za-z0-9./-]{1,20})")),
    Form(Attribute.GRADE, re.compile(r"(?<![\d.])(?P<value>\d{1,2}\.\d)级")),
    Form(
        Attribute.GRADE,
        re.compile(
            r"(?:特优|特|一|二|三|优|甲|乙|[A-F]|E[012]|F4|AA|AAA|[1-9]|V[0-2]|[IV]{1,3}|5V[AB])级(?![市代建经消管人])|(?:食品|医疗|医用|工业|电子|军工|饲料|化妆品|车规)级|(?:特等|一等|优等)品|[一二三]等(?=以上|,|\s)|P[0-6]级"
        ),
    ),
    Form(
        Attribute.GRADE,
        re.compile(
            _WORD
            + r"(?:Q\d{3}[A-E]?R?|(?:SUS|SS|S)\s?(?:304|316|201|310|321|430|303|420|440)[A-Z]?|S3\d{4}|20CrMnTi|40Cr|42CrMo|35CrMo|GCr15|65Mn|60Si2Mn|Cr12MoV|Cr12|9Cr18|38CrMoAl|H(?:59|62|65|68)|T[123]|TC4|TA[12]|HT\d{3}|QT\d{3}|ZL\d{3}|A(?:380|356)|ADC12|HRB\d{3}E?|P\.?[OC]\s?\d\d\.5R?|A[24]-(?:50|70|80)|SPCC|SECC|DC0[1-6]|SKD\d{2}|H13|P20|718H?|S136)"
            + _END
        ),
    ),
    Form(
        Attribute.GRADE,
        re.compile(
            r"(?<![\d.A-Za-z#])(?:[1-7]0[0-9]{2}|[5-7]\d5\d|6061|6063|6082|7075|2A12|2024|5083|5754)(?:[\s-]?(?:T[3-8]\d{0,3}|H\d{2,3}|O))(?![A-Za-z0-9])"
        ),
    ),
    Form(
        Attribute.GRADE,
        re.compile(
            r"(?<![\d.A-Za-z#])(?:1060|1050|1100|3003|5052|5083|5754|6061|6063|6082|7075|2A12)(?![A-Za-z0-9.])(?=\s?(?:铝|合金|材质|型材))"
        ),
    ),
    Form(
        Attribute.GRADE,
        re.compile(
            r"(?<![^\s,。;、(])(?:1060|3003|5052|5083|5754|6061|6063|6082|7075|304|316L?|201|430|2205)(?=[,。;、)]|$)"
        ),
    ),
    Form(
        Attribute.GRADE,
        re.compile(
            r"(?<![\d.A-Za-z#])(?:304|316|201|202|310|321|430|409|410|303|420|440|2205|2507|904)[LSHJ]{0,2}\d?(?![A-Za-z0-9.%])(?=\s?(?:无缝|焊管|不锈|不锈钢|材质|卷|板|管|钢|的|棒|丝|球|圆|角|法兰|螺|封|\x00|,|$))"
        ),
    ),
    Form(
        Attribute.GRADE,
        re.compile(
            r"(?<![\d.A-Za-z])(?:\d{1,3}#|\d{2}号)(?=钢|圆钢|的?无缝|材质|板)|(?<![\dA-Za-z])C(?:15|20|25|30|35|40|50|60)(?=混凝土|砼|商混|\s?商品)"
        ),
    ),
)
LATE_SIZES = (
    Form(
        Attribute.SIZE,
        re.compile(
            r"(?:单件|单重|单个|每件|网袋|编织袋)\s?\d{1,4}(?:\.\d)?\s?(?:公斤|kg|斤|克|吨)|(?<![\d.])\d{1,4}\s?(?:公斤|kg|KG|斤|升|L)\s?[袋桶箱瓶罐]装"
        ),
    ),
    Form(Attribute.SIZE, re.compile(r"(?<![\d.])\d{1,4}(?:\s?[-~]\s?\d{1,4})?\s?目(?![的前标录])")),
    Form(Attribute.SIZE, re.compile(r"(?<![\d.])\d{1,4}\s?[条只个片支粒枚包袋瓶罐抽]装")),
    Form(
        Attribute.SIZE,
        re.compile(
            r"(?:耐温|耐高温|耐低温|耐热|工作温度|温度|熔点|软化点)?\s?-?\d{1,4}(?:\s?[-~]\s?-?\d{1,4})?\s?(?:℃|°C|摄氏度)(?:以上|以下)?"
        ),
    ),
    Form(Attribute.SIZE, re.compile(r"(?<=[桶袋箱瓶罐]装)\s?\d{1,4}\s?(?:kg|KG|公斤|L|升|斤)")),
    Form(Attribute.SIZE, re.compile(r"(?<![\d.])\d{1,2}\.\d米|(?<![\d.])\d{1,2}米\d(?!\d)")),
    Form(
        Attribute.SIZE,
        re.compile(
            r"(?<=[\u4e00-\u9fff ])(?<![开税额折])(?<!出让|占股|降低|提升|提高|减少|首付|预付|定金|返点|能耗|股份)\d{1,3}(?:\.\d{1,2})?%(?!股|以|左)"
        ),
    ),
    Form(Attribute.SIZE, re.compile(r"(?<![\d.A-Za-z])\d{1,3}#(?!\d|楼|门|厂|库|仓|线|车)")),
)
MATERIAL_FORMS = (
    Form(
        Attribute.MATERIAL,
        re.compile(rf"(?:材质|材料|面料|原料)\s?[::为是用]\s?(?P<value>{_MATERIALS}|{_PLASTICS}{_END})"),
    ),
    Form(
        Attribute.MATERIAL,
        re.compile(rf"(?P<value>{_MATERIALS}|{_WORD}{_PLASTICS})\s?(?:\x00{{1,8}})?(?:材质|材料的|料子)"),
    ),
    Form(Attribute.MATERIAL, re.compile(r"(?<!\d)\d{2,3}(?:g|克)\s?[\u4e00-\u9fff]{1,3}纸")),
    Form(Attribute.MATERIAL, re.compile(r"[三五七3-7]层瓦楞")),
)
MATERIALS_ALONE = re.compile(
    rf"(?<![\u4e00-\u9fffA-Za-z0-9])(?P<value>(?:{_MATERIALS}|{_PLASTICS})(?:\s?[、/和或与]\s?(?:{_MATERIALS}|{_PLASTICS}))*)(?:都|均)?(?:有|可以?做?|能做|的|制)?(?:都?可以?)?(?![\u4e00-\u9fffA-Za-z0-9])"
)
MATERIAL_BESIDE = re.compile(rf"(?<=\x00)(?P<value>{_MATERIALS})(?![\u4e00-\u9fffA-Za-z0-9])")
OTHERS = (
    Form(Attribute.OTHER, re.compile("现货(?!铜|黄金)|(?:增值税)?专用?票|普票|开票|含税(?!价|单价)|高台|带装卸平台|带行车|有产证|可注册|可(?:分租|分割|短租)|独门独院|货到付款|款到发货|现款现货|定制(?:logo|LOGO|Logo)|账期\\d{1,3}天|月结|入围国网|双面印刷|单面印刷|(?:全新)?原装(?:正品)?(?!日本|德国|美国|韩国|进口|意大利)|(?:表面)?(?:发黑|发蓝|镀锌|镀镍|镀铬|热镀锌|喷砂|钝化|达克罗|淬火|抛光)处理|质保[一二三四五\\d]{1,2}[年个]月?|可?(?:印|带|打)(?:公司)?(?:logo|LOGO|Logo)|独家|带票")),
)  # fmt: skip
_FINISH = "(?:镀(?:锌|镍|铬|锡|金|银|铜)|热镀锌|喷粉|喷塑|喷漆|烤漆|阳极氧化|电泳|发黑|发蓝|抛光|拉丝|喷砂|钝化|达克罗|淬火|调质|渗碳|氮化|覆膜|烫金|磨砂|哑光)"
# a finish in a clause of its own says how the goods are to be; in a name (镀锌管) or as a service it does not
FINISHES = Form(
    Attribute.OTHER,
    re.compile(rf"(?<![^\s,。;、\x00])(?:要求?|需要?|表面|外表|做)?(?P<value>{_FINISH})(?![^\s,。;、\x00])"),
)
EXPERIENCE = re.compile(
    r"(?P<count>\d{1,2}|[一二两三四五六七八十]{1,2})\s?年(?:及)?(?P<more>以上|起)?的?(?P<what>[\u4e00-\u9fff]{0,6}?(?:经验|工龄))"
)
SHARE = re.compile(
    r"(?P<what>(?:水分|含量|纯度|浓度|杂质|湿度|灰分|硫分|蛋白|孔隙率|合格率|回收率)\S{0,2}?)\s?(?P<before>≥|≤|不低于|不高于|不超过)?(?P<value>\d{1,3}(?:\.\d{1,2})?%)(?P<after>以内|以下|以上)?"
)
INTEREST = re.compile(
    r"(?:年化?|综合)?(?:利率|利息|成本|年化)\s?(?P<text>[\u4e00-\u9fff]{0,3}?(?P<value>\d{1,2}(?:\.\d{1,2})?%)(?P<most>以内|以下|左右)?)"
)
MODELS = (
    Form(
        Attribute.SIZE,
        re.compile(
            r"(?<![A-Za-z0-9.@_-])(?!ISO|IATF|GB|ZL|CN|VX|QQ|WX)(?=[A-Z0-9]*\d[A-Z]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{8,24}(?![A-Za-z0-9@])"
        ),
    ),
    Form(Attribute.SIZE, re.compile(r"(?<![A-Za-z0-9.-])\d{3,6}-\d?[A-Z]{1,3}\d{0,3}(?![A-Za-z0-9])")),
    Form(
        Attribute.SIZE,
        re.compile(
            r"(?<![A-Za-z0-9.])(?!ISO|IATF|GB|ZL|CN|VX|QQ|WX|PA\d)[A-Z]{1,5}\d?-?\d{2,6}[A-Z0-9]{0,6}(?:-[A-Z0-9]{1,8})?(?![A-Za-z0-9])"
        ),
    ),
    Form(
        Attribute.SIZE,
        re.compile(
            r"(?<=[\u4e00-\u9fff])(?<![第共约近达号至到年过价为是要])\d{3,5}[A-Z]{0,3}(?=的|型|[\s,。;!\x00]|$)"
        ),
    ),
)
