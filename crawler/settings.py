"""Scrapy's settings. One site is one crawl; the visit decides what to fetch, so the components that would decide too are off."""

from __future__ import annotations

from crawler.config import MAX_BODY_BYTES

BOT_NAME = "truat"
SPIDER_MODULES = ["crawler.spiders"]
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# Manners: one request at a time, with AutoThrottle unless the delay is 0. robots.txt is obeyed by the visit, which also records it.
CONCURRENT_REQUESTS = 4
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
AUTOTHROTTLE_START_DELAY = 0.25
AUTOTHROTTLE_MAX_DELAY = 10.0
ROBOTSTXT_OBEY = False
# The visit follows redirects and looks twice itself: each hop is checked and recorded.
REDIRECT_ENABLED = False
RETRY_ENABLED = False
METAREFRESH_ENABLED = False
REFERER_ENABLED = False

DOWNLOAD_MAXSIZE = MAX_BODY_BYTES
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False  # the visit records a truncated answer as such
# Certificates are judged by a gatherer; a bad one must not keep us from reading the page (contract.md, tls-failed).
TELNETCONSOLE_ENABLED = False
LOGSTATS_INTERVAL = 0
EXTENSIONS = {"scrapy.extensions.logstats.LogStats": None, "scrapy.extensions.memusage.MemoryUsage": None}
LOG_LEVEL = "WARNING"
