"""Addresses of the catalogue."""

from django.urls import path

from shanghui.catalogue.views import browsing, calendar, files, product_classes

app_name = "catalogue"
urlpatterns = [
    path("", browsing.home, name="home"),
    path("regions/", browsing.regions, name="regions"),
    path("industries/", browsing.industries, name="industries"),
    path("product-classes/", product_classes.product_classes, name="product_classes"),
    path("product-classes/add/", product_classes.add_product_class, name="add_product_class"),
    path("product-classes/<slug:code>/", product_classes.product_class, name="product_class"),
    path("product-classes/<slug:code>/add/", product_classes.add_product_class, name="add_product_class_below"),
    path("product-classes/<slug:code>/edit/", product_classes.edit_product_class, name="edit_product_class"),
    path("product-classes/<slug:code>/retire/", product_classes.retire_product_class, name="retire_product_class"),
    path("product-classes/<slug:code>/restore/", product_classes.restore_product_class, name="restore_product_class"),
    path("working-days/", calendar.working_days, name="working_days"),
    path("working-days/set/", calendar.set_calendar_day, name="set_calendar_day"),
    path("export/<slug:name>.<slug:ending>", files.export_catalogue, name="export_catalogue"),
    path("pick/", files.pick, name="pick"),
]
