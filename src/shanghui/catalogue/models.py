"""Placeholder until the catalogue lands."""

from django.db import models


class Region(models.Model):
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=60)


class Industry(models.Model):
    code = models.CharField(max_length=5, unique=True)
    name = models.CharField(max_length=120)
