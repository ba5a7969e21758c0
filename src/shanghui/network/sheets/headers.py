"""What people write above the columns, besides the labels; spaces and underscores do not count."""

ENTERPRISE_HEADERS = {
    "name": (
        "单位名称 公司名称 企业 公司 单位 名称 企业全称 公司全称 会员名称 会员单位 会员企业 厂名 name "
        "company company_name enterprise organisation_name member"
    ),
    "short_name": "企业简称 公司简称 short_name abbreviation",
    "former_names": "原名 原名称 former_names former_name",
    "credit_code": "信用代码 社会信用代码 统一信用代码 税号 纳税人识别号 营业执照号 营业执照 credit_code uscc",
    "province": "省份 省市 所在省 province",
    "city": "城市 所在市 地级市 city",
    "region": "区县 所在区 所属区 行政区 行政区划 地区 区域 注册区 district region",
    "address": "企业地址 公司地址 单位地址 注册地址 经营地址 办公地址 通讯地址 联系地址 详细地址 住所 address",
    "industry": "所属行业 行业类别 行业分类 国民经济行业 industry trade sector",
    "main_business": (
        "主营业务 主营产品 主要产品 经营范围 产品 业务 类别 产品类别 关键词 main_business products category keywords"
    ),
    "introduction": "企业简介 公司简介 介绍 introduction profile",
    "website": "网站 官网 公司网址 website url",
    "contact_name": "联系人姓名 对接人 负责人 企业联系人 姓名 contact contact_name contact_person",
    "phone": ("手机 手机号 手机号码 电话号码 联系电话 联系方式 联系手机 座机 固定电话 phone mobile tel telephone"),
    "email": "电子邮箱 邮件 电子邮件 email e-mail mail",
    "founded_on": "成立时间 注册日期 注册时间 成立年月 founded founded_on",
    "staff": "员工人数 员工数 职工人数 从业人数 人员规模 staff employees headcount",
    "capital": "注册资本 注册资金 注册资本金 capital registered_capital",
    "audience": "公开范围 audience visibility",
    "organisation": "商会 所在商会 商会名称 所属组织 所属协会 协会 chamber organisation",
    "grade": "级别 会员级别 会员等级 会员类别 会籍级别 商会职务 grade",
    "number": "会员号 会员证号 证书编号 member_number membership_number",
    "dues_state": "会费 会费情况 缴费状态 缴费情况 是否缴费 dues",
    "dues_until": "会费到期 会费有效期 会费截止 缴至 dues_until paid_until",
    "start": "入会时间 加入日期 加入时间 入会年月 joined joined_on member_since",
    "end": "退会时间 离会日期 left_on member_until",
    "note": "备注 说明 note notes remark remarks",
}

ORGANISATION_HEADERS = {
    "name": "组织名称 单位名称 商会名称 协会名称 全称 单位 商会 name organisation_name chamber",
    "short_name": "组织简称 short_name abbreviation",
    "kind": "组织类型 单位类型 商会类型 类别 性质 kind type",
    "credit_code": "信用代码 社会信用代码 credit_code",
    "province": "省份 province",
    "city": "城市 city",
    "region": "区县 所在区 所属区 行政区 district region",
    "hometown": "家乡 籍贯 原籍 来源地 hometown",
    "address": "单位地址 办公地址 通讯地址 联系地址 address",
    "phone": "联系电话 电话号码 办公电话 手机 phone tel",
    "email": "电子邮箱 邮件 email e-mail",
    "website": "网站 官网 website url",
    "founded_on": "成立时间 成立年月 founded",
    "introduction": "介绍 单位简介 introduction",
    "audience": "公开范围 audience visibility",
    "area": "片区 area",
    "superior": "上级单位 主管单位 业务主管单位 隶属 superior parent",
}

PEOPLE_HEADERS = {
    "name": "名字 人员 姓 名 name full_name person",
    "phone": "手机号 手机号码 电话 联系电话 联系方式 phone mobile tel",
    "email": "电子邮箱 邮件 email e-mail",
    "place": "所在单位 工作单位 单位名称 企业 企业名称 公司 商会 任职单位 organisation company place",
    "post": "职位 职务名称 商会职务 会内职务 岗位 post position role",
    "title": "称谓 职称 名片头衔 title",
    "start": "任职起 任职日期 任职时间 就任日期 到任 任期开始 start from",
    "end": "任职止 届满 离任日期 任期结束 任期届满 end until to",
}
