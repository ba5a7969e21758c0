"""Words that Chinese company names are made of besides their own name: forms, branches, trades."""

from shanghui.engines.language.tables import words_of

FORMS = frozenset(words_of("company_forms.txt"))
LONGEST_FORM = max(map(len, FORMS))
NO_FORMS_AFTER = {"行": "银", "社": "旅", "部": "总", "场": "市", "坊": "牌", "站": "车"}
BRANCH_ENDS = tuple(words_of("branch_ends.txt"))
WHOLE_ENDS = "公司|集团|总厂|厂|合作社|银行|研究院|研究所|事务所"
BRACKET_FORMS = ("有限合伙", "普通合伙", "特殊普通合伙", "个体工商户", "个人独资")
LATIN_FORMS = frozenset(words_of("latin_forms.txt"))
TRADES = frozenset(words_of("trades.txt"))
LONGEST_TRADE = max(map(len, TRADES))
# prefectures whose short names are also words that firms like to be called by
PLACES_ONLY_IN_FULL = frozenset(words_of("places_only_in_full.txt"))
