#!/usr/bin/env python3
"""Leads ten processes through their lives: two stay open, five are rejected, one candidate
withdraws, one is hired, one declines. Four stages each; ten requests or so.
usage: VOUCH_URL=… VOUCH_TOKEN=… lives.py"""
import json
import os
import urllib.request
from datetime import date, timedelta

STAGES = ["Phone screen", "Technical", "Onsite", "Final"]
# What came of the stages in turn, and how it ended where no stage says so.
LIVES = (
    2 * [(["passed", "passed"], [])]
    + 3 * [(["passed", "failed"], [])]
    + 2 * [(["failed"], [])]
    + [(["passed", "passed"], ["candidate_withdrew"])]
    + [(4 * ["passed"], ["offer_extended", "offer_accepted"])]
    + [(4 * ["passed"], ["offer_extended", "offer_declined"])]
)


def ask(verb, path, body):
    request = urllib.request.Request(
        os.environ["VOUCH_URL"] + path,
        data=json.dumps(body).encode(),
        method=verb,
        headers={
            "Authorization": "Bearer " + os.environ["VOUCH_TOKEN"],
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


for number, (outcomes, ends) in enumerate(LIVES):
    process = ask(
        "POST",
        "/interviews",
        {
            "candidate_id": f"00000000-0000-7000-8000-{number:012d}",
            "company_name": "Company 0",
            "role_title": "Role 0",
            "feeder_source": "Feeder 0",
            "recruiter_name": "Recruiter 0",
            "started_on": f"{date.today() - timedelta(days=5 + 6 * number)}",
        },
    )
    path = f"/interviews/{process['id']}"
    ask("PUT", path, {"recruiter_name": f"Recruiter {number}"})
    stages = [ask("POST", path + "/stages", {"stage_name": name}) for name in STAGES]
    for stage, outcome in zip(stages, outcomes):
        verdict = {
            "outcome": outcome,
            "ratings": {"overall_rating": 4 if outcome == "passed" else 2, "technical_rating": 3},
            "feedback": "Explained the trade-offs of the system design well, and asked about tests.",
        }
        ask("PUT", f"/interviews/stages/{stage['id']}/outcome", verdict)
    for status in ends:
        ask("POST", path + "/complete", {"final_status": status})
    if number < 4:
        ask("PUT", path, {"recruiter_name": "Recruiter 0"})
