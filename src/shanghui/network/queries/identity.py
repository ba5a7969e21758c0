"""The comparison key of a firm's name."""

from shanghui.engines import language


def name_key(name: str) -> str:
    """What stays of a name without place and company form, in zh-Hans; equal keys are candidates for one firm."""
    return language.company_name(name).key
