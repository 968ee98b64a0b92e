"""Release lines of common web software, and when their makers stopped mending them.

Checked on 2026-11-24 against php.net/eol.php (PHP) and endoflife.date (Apache, WordPress, Joomla 3 and later, Drupal, Bootstrap, jQuery).
The dates of IIS, OpenSSL, AngularJS and the oldest lines were not looked up again; `source` says where to. Only lines that are
certainly out of support are listed: no entry means “not known”, never “supported”, except in SUPPORTED. Where a maker sells longer
support, the later date stands.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Versions that begin with `prefix` (by whole numbers); `ended` is the last day of support."""

    software: str
    prefix: str
    ended: str
    source: str


_PHP = "https://www.php.net/eol.php"
_IIS = "https://learn.microsoft.com/lifecycle/products/internet-information-services-iis"
_HTTPD = "https://httpd.apache.org/"
_JOOMLA = "https://docs.joomla.org/Joomla!_CMS_versions"
_DRUPAL = "https://www.drupal.org/docs/understanding-drupal/drupal-releases"
_WORDPRESS = "https://wordpress.org/news/2025/06/dropping-security-updates-for-wordpress-versions-4-1-through-4-6/"
_JQUERY = "https://blog.jquery.com/2020/04/10/jquery-3-5-0-released/"
_BOOTSTRAP = "https://getbootstrap.com/docs/versions/"
_OPENSSL = "https://www.openssl.org/policies/releasestrat.html"

ENDED = (
    *(Line("PHP", prefix, "2018-12-31", _PHP) for prefix in ("3", "4", "5")),
    Line("PHP", "7.0", "2019-01-10", _PHP),
    Line("PHP", "7.1", "2019-12-01", _PHP),
    Line("PHP", "7.2", "2020-11-30", _PHP),
    Line("PHP", "7.3", "2021-12-06", _PHP),
    Line("PHP", "7.4", "2022-11-28", _PHP),
    Line("PHP", "8.0", "2023-11-26", _PHP),
    Line("PHP", "8.1", "2025-12-31", _PHP),
    Line("Apache", "1.3", "2010-02-03", _HTTPD),
    Line("Apache", "2.0", "2013-07-10", _HTTPD),
    Line("Apache", "2.2", "2018-01-01", _HTTPD),
    Line("Microsoft-IIS", "5", "2010-07-13", _IIS),
    Line("Microsoft-IIS", "6", "2015-07-14", _IIS),
    Line("Microsoft-IIS", "7", "2024-01-09", _IIS),
    Line("Microsoft-IIS", "8", "2026-10-13", _IIS),
    Line("OpenSSL", "0", "2016-12-31", _OPENSSL),
    Line("OpenSSL", "1.0.0", "2015-12-31", _OPENSSL),
    Line("OpenSSL", "1.0.1", "2016-12-31", _OPENSSL),
    *(Line("WordPress", prefix, "2025-07-31", _WORDPRESS) for prefix in ("1", "2", "3", *(f"4.{n}" for n in range(7)))),
    *(Line("Joomla", prefix, "2012-09-30", _JOOMLA) for prefix in ("1.0", "1.5", "1.6", "1.7")),
    Line("Joomla", "2.5", "2014-12-31", _JOOMLA),
    Line("Joomla", "3", "2023-08-17", _JOOMLA),
    Line("Joomla", "4", "2025-10-17", _JOOMLA),
    *(Line("Drupal", prefix, "2016-02-24", _DRUPAL) for prefix in ("4", "5", "6")),
    Line("Drupal", "7", "2025-01-05", _DRUPAL),
    Line("Drupal", "8", "2021-11-02", _DRUPAL),
    Line("Drupal", "9", "2023-11-01", _DRUPAL),
    *(Line("jQuery", prefix, "2020-04-10", _JQUERY) for prefix in ("1", "2", "3.0", "3.1", "3.2", "3.3", "3.4")),
    Line("Bootstrap", "2", "2013-08-19", _BOOTSTRAP),
    Line("Bootstrap", "3", "2019-07-24", _BOOTSTRAP),
    Line("Bootstrap", "4", "2023-01-01", _BOOTSTRAP),
    Line("AngularJS", "1", "2021-12-31", "https://docs.angularjs.org/misc/version-support-status"),
)

# Lines that their makers still mend; with nothing else in sight these are a pass. WordPress supports its newest release alone, and which
# that is changes too often for a list.
SUPPORTED = (
    *(Line("PHP", prefix, ended, "https://www.php.net/supported-versions.php") for prefix, ended in (
        ("8.2", "2026-12-31"), ("8.3", "2027-12-31"), ("8.4", "2028-12-31"), ("8.5", "2029-12-31"))),
    Line("Apache", "2.4", "9999-12-31", _HTTPD),
    Line("Microsoft-IIS", "10", "9999-12-31", _IIS),
    Line("Drupal", "10", "2026-12-09", _DRUPAL),
    Line("Drupal", "11", "9999-12-31", _DRUPAL),
    Line("Joomla", "5", "2027-10-19", _JOOMLA),
    Line("Joomla", "6", "9999-12-31", _JOOMLA),
    *(Line("jQuery", prefix, "9999-12-31", _JQUERY) for prefix in ("3.5", "3.6", "3.7", "4")),
    Line("Bootstrap", "5", "9999-12-31", _BOOTSTRAP),
)  # fmt: skip

# Exact versions that a distribution goes on mending under the old number (Red Hat Enterprise Linux 8 and 9, Ubuntu
# Pro). From outside one cannot tell.
# Source: https://access.redhat.com/support/policy/updates/rhel-app-streams-life-cycle and https://ubuntu.com/about/release-cycle
KEPT_BY_DISTRIBUTIONS = frozenset({("PHP", "7.2.24"), ("PHP", "7.4.3"), ("PHP", "8.0.30"), ("PHP", "8.1.2")})


def line_of(software: str, version: str, lines: tuple[Line, ...]) -> Line | None:
    """The line that a version belongs to."""
    return next((line for line in lines if line.software == software and _begins(version, line.prefix)), None)


def _begins(version: str, prefix: str) -> bool:
    return version == prefix or version.startswith(prefix + ".")
