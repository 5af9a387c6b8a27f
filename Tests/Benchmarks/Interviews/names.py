#!/usr/bin/env python3
"""Prints companies and feeders with the hashes that figures know them by (FNV-1a, 128 bits)."""


def identifier(name):
    value = 0x6C62272E07BB014262B821756295C58D
    for byte in name.lower().encode():
        value = (value ^ byte) * 0x0000000001000000000000000000013B % (1 << 128)
    return f"{value:032x}"


for kind, count in ("Company", 200), ("Feeder", 20):
    for number in range(count):
        name = f"{kind} {number}"
        print(f"{kind.lower()},{number},{name},{identifier(name)}")
