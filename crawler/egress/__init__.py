"""The one way out: every connection to a site, from Scrapy, Chromium or our own code, is resolved, checked, made and counted here."""

from crawler.egress.faults import EgressFault
from crawler.egress.options import EgressOptions, parse
from crawler.egress.proxy import Egress

__all__ = ["Egress", "EgressFault", "EgressOptions", "parse"]
