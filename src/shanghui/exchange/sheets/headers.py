"""What people write above the columns of needs and offers, besides the labels; spaces and underscores do not count."""

HEADERS = {
    "enterprise": (
        "公司 公司名称 企业名称 单位名称 会员 会员单位 会员企业 采购单位 需求单位 需求企业 供应商 供应单位 供应企业 "
        "发布单位 发布企业 厂家 enterprise company company_name firm member"
    ),
    "title": (
        "需求名称 供应名称 供给名称 需求标题 供应标题 供需标题 需求 供给 供应 名称 项目名称 采购项目 需求内容 供应内容 主题 "
        "title name subject"
    ),
    "description": (
        "说明 详情 详细描述 详细说明 需求描述 需求说明 供应描述 供应说明 具体内容 内容 简介 备注 补充说明 "
        "description details note notes remark remarks"
    ),
    "kind": "需求类型 供应类型 供给类型 供需类型 类别 性质 kind type",
    "product_class": (
        "产品 产品名称 产品类别 产品品类 商品 商品名称 品名 品种 货物 物资 物料 服务项目 分类 "
        "product_class product products category"
    ),
    "quantity": (
        "采购量 采购数量 需求量 需求数量 供应量 供应数量 供货量 供应能力 供货能力 产能 年产能 月产能 生产能力 用量 规模 "
        "quantity amount capacity volume"
    ),
    "unit": "计量单位 数量单位 unit",
    "price": (
        "单价 预算 单价/预算 价格 报价 预算金额 采购预算 预算价 目标价 参考价 参考价格 期望价格 价位 预算（元） 单价（元） "
        "price budget"
    ),
    "region": "区域 所在地 所在地区 所属地区 城市 地点 交货地 交货地点 交付地点 供货区域 服务区域 意向地区 合作地区 region place",
    "deadline": (
        "交货期 交期 交付时间 交货时间 截止日期 截止时间 有效期 有效期至 需求时间 到货时间 期限 最晚时间 deadline due valid_until"
    ),
    "requirements": (
        "规格 规格型号 技术要求 质量要求 具体要求 采购要求 资质要求 资质 参数 技术参数 性能 性能等级 特点 优势 标准 "
        "requirements requirement specification specifications spec"
    ),
    "audience": "公开范围 范围 audience visibility",
    "anonymous": "是否匿名 隐藏企业名 不公开企业名 anonymous",
    "stored_id": "编号 供需编号 id no",
}


def headers(key: str) -> tuple[str, ...]:
    return tuple(HEADERS[key].split())
