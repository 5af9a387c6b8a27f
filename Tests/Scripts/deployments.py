"""Prints what the files in compose/ say of each program, as one JSON array: an entry for each
program and way of running it. Whether that is right is for a test to say."""

import json
import pathlib
import re
import sys

import yaml

FOLDER = pathlib.Path(__file__).parents[2] / "compose"


def compose():
    document = yaml.safe_load((FOLDER / "compose.yaml").read_text())
    # What holds where the variable is not set.
    usual = re.compile(r"\$\{\w+:-(.*?)\}")
    for name, service in document["services"].items():
        if service["image"] != "vouch":
            continue
        yield {
            "way": "compose",
            "name": name,
            "command": service["command"],
            "environment": {
                key: usual.sub(r"\1", value)
                for key, value in service.get("environment", {}).items()
            },
            "stop": service["stop_grace_period"],
            "ports": [int(port.rsplit(":", 1)[1]) for port in service.get("ports", [])],
            "probes": [" ".join(service["healthcheck"]["test"])] if name != "prepare" else [],
            "is_confined": service["read_only"] and service["cap_drop"] == ["ALL"],
        }


def kubernetes():
    folder = FOLDER / "kubernetes"
    listed = yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"]
    there = {file.name for file in folder.glob("*.yaml")} - {"kustomization.yaml"}
    assert set(listed) == there, f"{there ^ set(listed)} must be listed, or go"
    documents = [d for file in listed for d in yaml.safe_load_all((folder / file).read_text())]
    by_kind = lambda kind: {d["metadata"]["name"]: d for d in documents if d["kind"] == kind}
    settings = by_kind("ConfigMap")
    for name, deployment in by_kind("Deployment").items():
        pod = deployment["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        environment = {}
        for source in container["envFrom"]:
            environment |= settings[source["configMapRef"]["name"]]["data"]
        environment |= {entry["name"]: entry["value"] for entry in container["env"]}
        ports = {port["name"]: port["containerPort"] for port in container["ports"]}
        probes = [container[f"{kind}Probe"]["httpGet"] for kind in ("startup", "liveness", "readiness")]
        service = by_kind("Service")[name]["spec"]
        budget = by_kind("PodDisruptionBudget")[name]["spec"]
        labels = deployment["spec"]["template"]["metadata"]["labels"]
        for selector in (
            service["selector"],
            budget["selector"]["matchLabels"],
            deployment["spec"]["selector"]["matchLabels"],
        ):
            assert selector.items() <= labels.items(), f"{name}: {selector} selects no pod"
        mounted = {mount["name"] for mount in container["volumeMounts"]}
        assert mounted == {volume["name"] for volume in pod["volumes"]}, name
        assert all(port["targetPort"] in ports for port in service["ports"]), name
        yield {
            "way": "kubernetes",
            "name": name,
            "command": container["command"],
            "environment": environment,
            "stop": f"{pod['terminationGracePeriodSeconds']}s",
            "ports": list(ports.values()),
            "probes": [f"{ports[probe['port']]} {probe['path']}" for probe in probes],
            "is_confined": container["securityContext"]["readOnlyRootFilesystem"]
            and container["securityContext"]["capabilities"]["drop"] == ["ALL"]
            and pod["securityContext"]["runAsNonRoot"],
        }


json.dump(list(compose()) + list(kubernetes()), sys.stdout, default=str)
