#!/usr/bin/env python3
"""Prints how many processes of each feeder led to a job.

    export VOUCH_URL=http://127.0.0.1:8080 VOUCH_TOKEN=…
    conversion_report.py [COMPANY]
"""
import json
import os
import sys
import urllib.parse
import urllib.request


def report(company):
    query = "?" + urllib.parse.urlencode({"company": company}) if company else ""
    request = urllib.request.Request(
        os.environ["VOUCH_URL"] + "/interviews/analytics/conversion-rates" + query,
        headers={"Authorization": "Bearer " + os.environ["VOUCH_TOKEN"]},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)["items"]


def line(row):
    rate, interval = row["conversion_rate"], row["interval"]
    text = f"{row['feeder_source'] or '(none)':20} {row['placements']:5} of {row['candidates_sourced']:5}"
    if rate is not None:
        text += f"  {rate:6.1%}  ({interval['low']:.1%} to {interval['high']:.1%})"
    return text if row["enough"] else text + "  too few to say"


for row in report(sys.argv[1] if len(sys.argv) > 1 else None):
    print(line(row))
