"""What organisations, enterprises and people share: names that can be sorted and found."""

from django.db import models


class Named(models.Model):
    """`sort_key` is the name's pinyin; `search_names` holds its Chinese forms, `search_latin` pinyin, initials, codes.

    Together they fit into one index entry, from which a search is answered without reading the rows.
    All three are derived from the name by `queries.names.name_keys` whenever an action writes it.
    """

    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=240, blank=True, editable=False)
    search_names = models.CharField(max_length=240, blank=True, editable=False)
    search_latin = models.CharField(max_length=500, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
