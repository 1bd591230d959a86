#!/usr/bin/env python3
"""Convert crypto-condor's protobuf of NIST's HMAC vectors to NIST's own .rsp text.

Usage: hmac-rsp-from-protobuf.py hmac_cavp_SHA-256.pb2 > vectors/nist/hmac/HMAC.rsp

The input is crypto_condor/vectors/_hmac/pb2/hmac_cavp_SHA-256.pb2 of the Python package
crypto-condor 2025.9.8: the 225 cases of section [L=32] of the file HMAC.rsp that NIST's
Cryptographic Algorithm Validation Program publishes. Its schema, hmac.proto in the same package,
has the tests as field 6 of the file, and in each test its number as field 1 (from 1, where NIST
counts from 0), the key as field 5, the message as field 6 and the MAC, cut to Tlen octets, as field 7.

Only the standard library is used: the protobuf wire format needs two of its rules here
(varints, and length-delimited fields).
"""

import hashlib
import sys

EXPECTED_SHA256 = "9e6dd1a7f0917b7bab915be926e0ee25f8d35a2bade9a9ba80504869fdde95e6"
EXPECTED_CASES = 225


def varint(data, offset):
    """Read a base-128 varint, the least significant group first."""
    value = shift = 0
    while True:
        octet = data[offset]
        value |= (octet & 0x7F) << shift
        offset += 1
        shift += 7
        if octet < 0x80:
            return value, offset


def fields(data):
    """Yield (field number, value) of a message: an int for a varint, bytes for the rest."""
    offset = 0
    while offset < len(data):
        key, offset = varint(data, offset)
        number, wire_type = key >> 3, key & 7
        if wire_type == 0:
            value, offset = varint(data, offset)
        elif wire_type == 2:
            length, offset = varint(data, offset)
            if offset + length > len(data):
                raise ValueError(f"field {number} is cut off at offset {offset}")
            value, offset = data[offset : offset + length], offset + length
        else:
            raise ValueError(f"wire type {wire_type} at offset {offset} is not in the schema")
        yield number, value


def main():
    with open(sys.argv[1], "rb") as source:
        data = source.read()
    if hashlib.sha256(data).hexdigest() != EXPECTED_SHA256:
        sys.exit(f"{sys.argv[1]}: not the file of crypto-condor 2025.9.8")
    tests = [dict(fields(value)) for number, value in fields(data) if number == 6]
    if len(tests) != EXPECTED_CASES:
        sys.exit(f"{sys.argv[1]}: {len(tests)} cases, expected {EXPECTED_CASES}")

    lines = [
        "#  HMAC information",
        "#  Section [L=32] of NIST's HMAC.rsp (CAVP, FIPS 198-1), restored from the protobuf form",
        "#  in crypto-condor 2025.9.8 by scripts/hmac-rsp-from-protobuf.py",
        "",
        "[L=32]",
    ]
    for test in tests:
        # Protobuf leaves out a field with its default value: zero, or no octets.
        key, message, mac = (test.get(number, b"") for number in (5, 6, 7))
        lines += [
            "",
            f"Count = {test[1] - 1}",
            f"Klen = {len(key)}",
            f"Tlen = {len(mac)}",
            f"Key = {key.hex()}",
            f"Msg = {message.hex()}",
            f"Mac = {mac.hex()}",
        ]
    sys.stdout.buffer.write("\r\n".join(lines + [""]).encode("ascii"))


if __name__ == "__main__":
    main()
