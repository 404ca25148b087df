"""The department's board: the country at a glance, the rows behind each number, year beside year."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cdd_network import years_asked
from cdd_network.doors import require, visible
from cdd_network.lists import asked, paged
from cdd_network.models import Office, Programme
from cdd_network.roles import Can
from cdd_network.workbook import as_download, workbook_response
from projects.follow_ups import LATE
from reports.forms.country import CountryFilter
from reports.watch import country_counts as counts
from reports.watch import country_figures as figures
from reports.watch import country_groups as groups
from reports.watch import country_provinces as provinces
from reports.watch import country_queries as reading
from reports.watch import country_told as groups_told
from reports.watch import country_workbook as workbooks
from reports.watch.country_province import province_page
from reports.watch.country_tiles import drawing, status_rows
from reports.watch.country_years import METRICS, OF_PROVINCE, compare


def _unknown(
    query: Mapping[str, str],
    year: Programme,
    search: CountryFilter | None = None,
    name: str = "year",
) -> list[str]:
    """What the address asks for and nobody has, in words: the page shows something else instead."""
    return years_asked.unknown(query, year, name) + (search.unknown() if search else [])


def _year(request: HttpRequest) -> tuple[Mapping[str, str], list[Programme], Programme | None]:
    """What the address asks for, the open years, and the one it names (the newest without)."""
    require(request.user, Can.WATCH_COUNTRY)
    query, years = asked(request.GET), reading.years(request.user)
    return query, years, years_asked.shown(years, query.get("year", ""))


@require_safe
def country(request: HttpRequest) -> HttpResponse:
    """76 provinces at a glance, the numbers, the indicators; each opens its rows."""
    query, years, year = _year(request)
    if year is None:
        return render(request, "reports/country_empty.html")
    held = reading.country(request.user, year)
    counted, kinds = counts.steps(held), counts.types(held)
    pages = figures.province_pages(year)
    context = {
        "year": year,
        "years": years,
        "unknown": _unknown(query, year),
        "query": query,
        "figures": figures.figures(held),
        "status_rows": status_rows(held.provinces, pages),
        "provinces": len(held.provinces),
        "drawing": drawing(held.provinces, pages),
        "indicators": figures.indicators(held, reading.days_of_provinces(year)),
        "steps": counted,
        "step_chart": counts.step_chart(counted, len(held.groups)),
        "groups": len(held.groups),
        "types": kinds,
        "types_total": counts.total(kinds),
        "type_chart": counts.type_chart(kinds),
        "follow_heads": counts.FOLLOW_HEADS,
        "follow_ups": counts.follow_counts(year, reading.follow_ups(year)),
        "follow_owed": f"{figures.address('follow_ups', year, standing=LATE)}#groups",
    }
    return render(request, "reports/country.html", context)


@require_safe
def country_groups(request: HttpRequest) -> HttpResponse:
    """The year's chosen groups under the filters of the address; ``?format=xlsx`` gives all found."""
    query, years, year = _year(request)
    if year is None:
        return render(request, "reports/country_empty.html")
    lists = groups.lists(year, reading.provinces(request.user))
    search = CountryFilter(query, years=years, year=year, lists=lists, more=groups.MORE)
    wanted = search.values()
    rows = groups.found(groups_told.group_rows(request.user, year, q=wanted.get("q", "")), wanted)
    if query.get("format") == "xlsx":
        name = f"กลุ่มที่ได้รับคัดเลือก ปี {year.year}"
        return workbook_response(name, groups.HEADS, [groups.cells(row) for row in rows])
    context = {"year": year, "search": search, "page_obj": paged(rows, query)}
    context["unknown"] = _unknown(query, year, search)
    return render(request, "reports/country_groups.html", context)


@require_safe
def country_provinces(request: HttpRequest) -> HttpResponse:
    """The provinces with their numbers, filtered and ordered; ``?format=xlsx`` gives all found."""
    query, years, year = _year(request)
    if year is None:
        return render(request, "reports/country_empty.html")
    search = CountryFilter(query, years=years, year=year, lists=provinces.LISTS)
    sort = query.get("sort", "")
    held = reading.country(request.user, year)
    rows = provinces.found(held.provinces, search.values(), year.quota, sort=sort)
    if query.get("format") == "xlsx":
        name = f"จังหวัด ปี {year.year}"
        return workbook_response(name, provinces.HEADS, [provinces.cells(row) for row in rows])
    context = {
        "year": year,
        "search": search,
        "query": query,
        "page_obj": paged(rows, query),
        "heads": provinces.heads(sort),
        "orders": provinces.ORDERS,
        "unknown": _unknown(query, year, search),
    }
    return render(request, "reports/country_provinces.html", context)


@require_safe
def country_province(request: HttpRequest, pk: int) -> HttpResponse:
    """One province: how it stands, its groups or districts step by step, its papers."""
    query, years, year = _year(request)
    offices = visible(Office, request.user, Can.WATCH_COUNTRY).select_related("province")
    office = get_object_or_404(offices, pk=pk, kind=Office.Kind.PROVINCE)
    if year is None:
        return render(request, "reports/country_empty.html")
    context = {"year": year, "years": years, "office": office, "unknown": _unknown(query, year)}
    context |= province_page(request.user, office, year)
    return render(request, "reports/country_province.html", context)


@require_safe
def country_years(request: HttpRequest) -> HttpResponse:
    """Two years side by side: those at work before others, the newer one first, unless the address
    names them."""
    query, years, first = _year(request)
    if first is None:
        return render(request, "reports/country_empty.html")
    others = [one for one in years if one != first]
    second = years_asked.shown(others, query.get("with", ""))
    if second and not (query.get("year") or query.get("with")):
        first, second = sorted((first, second), key=lambda one: -one.year)
    context = {"years": years, "year": first, "other": second, "query": query}
    context["unknown"] = _unknown(query, first)
    if second:
        if years_asked.named([first], query.get("with", "")):
            context["unknown"].append(f"เลือกปีเดียวกันทั้งสองช่อง แสดงเทียบกับปี {second.year}")
        else:
            context["unknown"] += _unknown(query, second, name="with")
        both = (first, second)
        context["held"] = compare(
            first,
            second,
            told=groups_told.told(groups_told.groups_of(request.user, *both)),
            announced=reading.announced(request.user, both),
            provinces=reading.provinces(request.user),
            metric=query.get("metric", ""),
        )
        context["metrics"] = {key: METRICS[key][0] for key in OF_PROVINCE}
    return render(request, "reports/country_years.html", context)


@require_safe
def country_xlsx(request: HttpRequest) -> HttpResponse:
    """The board as a workbook: indicators, provinces, groups, types, follow-ups."""
    _, _, year = _year(request)
    if year is None:
        return render(request, "reports/country_empty.html")
    held = reading.country(request.user, year)
    days, seen = reading.days_of_provinces(year), reading.follow_ups(year)
    return as_download(workbooks.title(year), workbooks.national_workbook(held, days, seen))
