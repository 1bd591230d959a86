#!/usr/bin/env python3
"""Makes small vector sets in the form of NIST's ACVP, for the tests of `chat-lab vectors`.

They are not NIST's: the values come from Python's hashlib and hmac and from the package
`cryptography` (OpenSSL), so that they are independent of chat-lab. HMAC_DRBG, HKDF's fixed
information and the Monte Carlo loops are written out below.

Usage: scripts/acvp-samples.py Tests/VectorsTests/Samples
Keys are drawn anew, so two runs differ; the files in the repository are of one run.
"""

import hashlib
import hmac
import json
import math
import os
import random
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    Prehashed, decode_dss_signature)
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

RANDOM = random.Random("acvp samples")
PYTHON_NAMES = {
    "SHA-1": "sha1", "SHA2-224": "sha224", "SHA2-256": "sha256", "SHA2-384": "sha384",
    "SHA2-512": "sha512", "SHA2-512/224": "sha512_224", "SHA2-512/256": "sha512_256"}
OBJECTS = {
    "SHA-1": hashes.SHA1(), "SHA2-224": hashes.SHA224(), "SHA2-256": hashes.SHA256(),
    "SHA2-384": hashes.SHA384(), "SHA2-512": hashes.SHA512(),
    "SHA2-512/224": hashes.SHA512_224(), "SHA2-512/256": hashes.SHA512_256()}


def digest(name, data):
    return hashlib.new(PYTHON_NAMES[name], data).digest()


def mac(name, key, data):
    return hmac.new(key, data, PYTHON_NAMES[name]).digest()


def octets(count):
    return RANDOM.randbytes(count)


def hexa(value, length=None):
    """Octets as they are; a number without leading zero octets, or filled up."""
    if isinstance(value, int):
        value = value.to_bytes(length or (value.bit_length() + 7) // 8 or 1, "big")
    return value.hex().upper()


class Set:
    """A vector set that grows; `case` takes what is asked and what is answered."""

    def __init__(self, algorithm, mode=None, revision="1.0"):
        self.head = {"vsId": 0, "algorithm": algorithm}
        if mode:
            self.head["mode"] = mode
        self.head |= {"revision": revision, "isSample": True}
        self.groups = []
        self.count = 0

    def group(self, answer=None, **fields):
        fields = {name.replace("_", ""): value for name, value in fields.items()}
        self.groups.append((fields, answer or {}, []))

    def case(self, question, answer):
        self.count += 1
        self.groups[-1][2].append((self.count, question, answer))

    def document(self, asks, answers):
        groups = []
        for number, (fields, answer, tests) in enumerate(self.groups, 1):
            group = {"tgId": number}
            if asks:
                group |= fields
            if answers:
                group |= answer
            group["tests"] = [
                {"tcId": identifier} | (question if asks else {}) | (result if answers else {})
                for identifier, question, result in tests]
            groups.append(group)
        return self.head | {"testGroups": groups}


DIRECTORY = sys.argv[1]


def write(name, document):
    path = os.path.join(DIRECTORY, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii", newline="\n") as file:
        json.dump(document, file, indent=1)
        file.write("\n")


def pair(name, sample, versioned=False):
    prompt, results = sample.document(True, False), sample.document(False, True)
    if versioned:
        prompt = [{"acvVersion": "1.0"}, prompt]
        # As clients send them: without the algorithm.
        results = [{"acvVersion": "1.0"},
                   {"vsId": results["vsId"], "testGroups": results["testGroups"]}]
    write(f"{name}/prompt.json", prompt)
    write(f"{name}/expectedResults.json", results)


def monte_carlo(name, seed, alternate):
    length, rows = len(seed), []
    for _ in range(100):
        a = b = c = seed
        for _ in range(1000):
            message = a + b + c
            if alternate:
                message = message[:length].ljust(length, b"\0")
            a, b, c = b, c, digest(name, message)
        seed = c
        rows.append({"md": hexa(c)})
    return rows


def sha():
    for name in PYTHON_NAMES:
        sample = Set(name)
        sample.group(testType="AFT")
        for length in [0, 1, 55, 64, 111, 112, 128, 300]:
            message = octets(length)
            sample.case({"msg": hexa(message), "len": 8 * length},
                        {"md": hexa(digest(name, message))})
        if name == "SHA-1":  # NIST, SHA1ShortMsg.rsp of the bit-oriented set
            sample.case({"msg": "98", "len": 5},
                        {"md": "29826B003B906E660EFF4027CE98AF3531AC75BA"})
        size = len(digest(name, b""))
        sample.group(testType="MCT", mctVersion="standard")
        seed = octets(size)
        sample.case({"msg": hexa(seed), "len": 8 * size},
                    {"resultsArray": monte_carlo(name, seed, False)})
        if name in ("SHA2-256", "SHA2-512"):
            for length in (size - 5, 4 * size):
                sample.group(testType="MCT", mctVersion="alternate")
                seed = octets(length)
                sample.case({"msg": hexa(seed), "len": 8 * length},
                            {"resultsArray": monte_carlo(name, seed, True)})
        if name == "SHA2-256":
            sample.group(testType="LDT")
            for full in (3_000_001, 1 << 40):
                content = octets(7)
                message = (content * (full // 7 + 1))[:full] if full < 1 << 32 else b""
                sample.case(
                    {"largeMsg": {
                        "content": hexa(content), "contentLength": 56, "fullLength": 8 * full,
                        "expansionTechnique": "repeating"}},
                    {"md": hexa(digest(name, message))})
        folder = name.replace("/", "-")
        pair(folder, sample, versioned=name == "SHA2-384")


def ecb(key, encrypts):
    cipher = Cipher(algorithms.AES(key), modes.ECB())
    return (cipher.encryptor() if encrypts else cipher.decryptor()).update


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def aes_thousand(key, iv, block, encrypts):
    """The last two of a thousand outputs."""
    call, chain, last = ecb(key, encrypts), iv, iv
    before = None
    for _ in range(1000):
        if iv is None:
            result, block = call(block), None
            block = result
        elif encrypts:
            result = call(xor(block, chain))
            chain, block = result, last
        else:
            result = xor(call(block), chain)
            chain, block = block, last
        before, last = last, result
    return before, last


def aes():
    for mode in ("CBC", "ECB"):
        sample = Set(f"ACVP-AES-{mode}")
        for encrypts in (True, False):
            names = ("pt", "ct") if encrypts else ("ct", "pt")
            for size in (128, 192, 256):
                direction = "encrypt" if encrypts else "decrypt"
                sample.group(testType="AFT", direction=direction, keyLen=size)
                for count in (1, 3):
                    key, iv, data = octets(size // 8), octets(16), octets(16 * count)
                    chosen = modes.CBC(iv) if mode == "CBC" else modes.ECB()
                    cipher = Cipher(algorithms.AES(key), chosen)
                    call = cipher.encryptor() if encrypts else cipher.decryptor()
                    question = {"key": hexa(key), names[0]: hexa(data)}
                    if mode == "CBC":
                        question["iv"] = hexa(iv)
                    sample.case(question, {names[1]: hexa(call.update(data))})
                sample.group(testType="MCT", direction=direction, keyLen=size)
                key, block = octets(size // 8), octets(16)
                iv = octets(16) if mode == "CBC" else None
                question, rows = {"key": hexa(key), names[0]: hexa(block)}, []
                if iv:
                    question["iv"] = hexa(iv)
                for _ in range(100):
                    before, last = aes_thousand(key, iv, block, encrypts)
                    row = {"key": hexa(key), names[0]: hexa(block), names[1]: hexa(last)}
                    if iv:
                        row["iv"] = hexa(iv)
                    rows.append(row)
                    key = xor(key, (before + last)[-len(key):])
                    iv, block = (last, before) if iv else (None, last)
                sample.case(question, {"resultsArray": rows})
        pair(f"ACVP-AES-{mode}", sample, versioned=mode == "ECB")


def hmacs():
    for name in PYTHON_NAMES:
        sample = Set(f"HMAC-{name}")
        for bits in (8 * len(digest(name, b"")), 80):
            for key_length in (10, 64, 200):
                sample.group(testType="AFT", keyLen=8 * key_length, msgLen=128, macLen=bits)
                key, message = octets(key_length), octets(16)
                code = mac(name, key, message)[:bits // 8]
                sample.case({"key": hexa(key), "msg": hexa(message)}, {"mac": hexa(code)})
        # One document with questions and answers.
        write(f"HMAC-{name.replace('/', '-')}/internalProjection.json",
              sample.document(True, True))


def pbkdf():
    sample = Set("PBKDF")
    for name in PYTHON_NAMES:
        sample.group(testType="AFT", hmacAlg=name)
        for iterations, length in ((1, 14), (50, 40), (1000, 100)):
            password, salt = "correct horse, battery: staple" * iterations, octets(16)
            password = password[:40 + length]
            key = hashlib.pbkdf2_hmac(
                PYTHON_NAMES[name], password.encode(), salt, iterations, length)
            sample.case(
                {"keyLen": 8 * length, "salt": hexa(salt), "password": password,
                 "iterationCount": iterations}, {"derivedKey": hexa(key)})
    pair("PBKDF-1.0", sample)


def hkdf_expand(name, key, info, length):
    block, output, counter = b"", b"", 0
    while len(output) < length:
        counter += 1
        block = mac(name, key, block + info + bytes([counter]))
        output += block
    return output[:length]


def kda():
    sample = Set("KDA", "HKDF", "Sp800-56Cr2")
    pattern = "algorithmId||l||uPartyInfo||vPartyInfo||literal[CAFE]"
    for name in PYTHON_NAMES:
        for kind in ("AFT", "VAL"):
            configuration = {
                "kdfType": "hkdf", "l": 512, "saltLen": 256, "saltMethod": "random",
                "fixedInfoPattern": pattern, "fixedInfoEncoding": "concatenation",
                "hmacAlg": name}
            sample.group(testType=kind, kdfConfiguration=configuration,
                         usesHybridSharedSecret=kind == "AFT")
            for valid in (True, False):
                salt, z, identifier = octets(32), octets(40), octets(8)
                parameter = {"kdfType": "hkdf", "salt": hexa(salt), "z": hexa(z), "l": 512,
                             "algorithmId": hexa(identifier)}
                if kind == "AFT":
                    parameter["t"] = hexa(octets(12))
                u, data, v = octets(16), octets(20), octets(16)
                key = mac(name, salt, z + bytes.fromhex(parameter.get("t", "")))
                info = identifier + (512).to_bytes(4, "big") + u + data + v + b"\xca\xfe"
                output = hkdf_expand(name, key, info, 64)
                question = {
                    "kdfParameter": parameter,
                    "fixedInfoPartyU": {"partyId": hexa(u), "ephemeralData": hexa(data)},
                    "fixedInfoPartyV": {"partyId": hexa(v)}}
                if kind == "AFT":
                    sample.case(question, {"dkm": hexa(output)})
                else:
                    given = output if valid else xor(output, b"\1" + bytes(63))
                    sample.case(question | {"dkm": hexa(given)}, {"testPassed": valid})
        sample.group(
            testType="AFT", kdfMultiExpansionConfiguration={"kdfType": "hkdf", "hmacAlg": name})
        salt, z = octets(32), octets(40)
        rows = [{"l": 8 * length, "fixedInfo": hexa(octets(20))} for length in (16, 100)]
        key = mac(name, salt, z)
        sample.case(
            {"kdfMultiExpansionParameter": {
                "kdfType": "hkdf", "salt": hexa(salt), "z": hexa(z),
                "iterationParameters": rows}},
            {"dkms": [hexa(hkdf_expand(name, key, bytes.fromhex(row["fixedInfo"]), row["l"] // 8))
                      for row in rows]})
    pair("KDA-HKDF-Sp800-56Cr2", sample)


class DRBG:
    """HMAC_DRBG (SP 800-90A, section 10.1.2)."""

    def __init__(self, name, seed):
        size = len(digest(name, b""))
        self.name, self.key, self.v = name, bytes(size), b"\1" * size
        self.update(seed)

    def update(self, data):
        for separator in (b"\0", b"\1") if data else (b"\0",):
            self.key = mac(self.name, self.key, self.v + separator + data)
            self.v = mac(self.name, self.key, self.v)

    def generate(self, count, data):
        if data:
            self.update(data)
        output = b""
        while len(output) < count:
            self.v = mac(self.name, self.key, self.v)
            output += self.v
        self.update(data)
        return output[:count]


def drbg():
    sample = Set("hmacDRBG")
    for name in PYTHON_NAMES:
        for resists, reseeds, extra in (
                (False, False, 0), (False, True, 16), (True, False, 0), (True, True, 24)):
            sample.group(
                testType="AFT", derFunc=False, reSeed=reseeds, predResistance=resists,
                entropyInputLen=256, nonceLen=128, persoStringLen=8 * extra,
                additionalInputLen=8 * extra, returnedBitsLen=800, mode=name)
            entropy, nonce, personal = octets(32), octets(16), octets(extra)
            generator = DRBG(name, entropy + nonce + personal)
            uses = ["generate", "generate"]
            if reseeds and not resists:
                uses.insert(0, "reSeed")
            rows, output = [], b""
            for use in uses:
                data = octets(extra)
                fresh = octets(32) if resists or use == "reSeed" else b""
                rows.append({"intendedUse": use, "additionalInput": hexa(data),
                             "entropyInput": hexa(fresh)})
                if fresh:
                    generator.update(fresh + data)
                if use == "generate":
                    output = generator.generate(100, b"" if resists else data)
            sample.case({"entropyInput": hexa(entropy), "nonce": hexa(nonce),
                         "persoString": hexa(personal), "otherInput": rows},
                        {"returnedBits": hexa(output)})
    pair("hmacDRBG-1.0", sample)


CURVES = {"P-224": ec.SECP224R1(), "P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}


def point(key):
    numbers = key.public_key().public_numbers()
    length = (key.curve.key_size + 7) // 8
    return {"qx": hexa(numbers.x, length), "qy": hexa(numbers.y, length)}


def ecdsa():
    keygen, keyver = Set("ECDSA", "keyGen", "FIPS186-5"), Set("ECDSA", "keyVer", "FIPS186-5")
    siggen, sigver = Set("ECDSA", "sigGen", "FIPS186-5"), Set("ECDSA", "sigVer", "FIPS186-5")
    detgen = Set("DetECDSA", "sigGen", "FIPS186-5")
    for curve, parameters in CURVES.items():
        keygen.group(testType="AFT", curve=curve, secretGenerationMode="testing candidates")
        keyver.group(testType="AFT", curve=curve)
        for _ in range(2):
            key = ec.generate_private_key(parameters)
            public = point(key)
            keygen.case({}, {"d": hexa(key.private_numbers().private_value)} | public)
            keyver.case(public, {"testPassed": True})
            wrong = public | {"qy": hexa(xor(bytes.fromhex(public["qy"]), b"\0\1" + bytes(90)))}
            keyver.case(wrong, {"testPassed": False})
        large = public | {"qx": "01" + public["qx"]}
        keyver.case(large, {"testPassed": False})
        for name in PYTHON_NAMES:
            key = ec.generate_private_key(parameters)
            scheme = OBJECTS[name]
            public = point(key)
            secret = {"d": hexa(key.private_numbers().private_value)}
            for component in (False, True):
                siggen.group(testType="AFT", curve=curve, hashAlg=name, componentTest=component,
                             answer=public)
                message = octets(128)
                numbers = decode_dss_signature(key.sign(message, ec.ECDSA(scheme)))
                asked = digest(name, message) if component else message
                siggen.case({"message": hexa(asked)}, dict(zip("rs", map(hexa, numbers))))
            detgen.group(testType="AFT", curve=curve, hashAlg=name, answer=public | secret)
            message = octets(128)
            numbers = decode_dss_signature(
                key.sign(message, ec.ECDSA(scheme, deterministic_signing=True)))
            detgen.case({"message": hexa(message)}, dict(zip("rs", map(hexa, numbers))))
            sigver.group(testType="AFT", curve=curve, hashAlg=name)
            signature = dict(zip("rs", map(hexa, numbers)))
            good = {"message": hexa(message)} | public | signature
            sigver.case(good, {"testPassed": True})
            sigver.case(good | {"message": hexa(octets(128))}, {"testPassed": False})
            sigver.case(good | {"r": hexa(numbers[0] ^ 2)}, {"testPassed": False})
            sigver.case(good | {"s": hexa(numbers[1] ^ 2)}, {"testPassed": False})
            sigver.case(good | {"s": "00"}, {"testPassed": False})
    pair("ECDSA-KeyGen-FIPS186-5", keygen)
    pair("ECDSA-KeyVer-FIPS186-5", keyver)
    pair("ECDSA-SigGen-FIPS186-5", siggen)
    pair("ECDSA-SigVer-FIPS186-5", sigver)
    # Only NIST's own projection tells the private key.
    write("DetECDSA-SigGen-FIPS186-5/internalProjection.json", detgen.document(True, True))


def rsa_signatures(keys):
    siggen, sigver = Set("RSA", "sigGen", "FIPS186-4"), Set("RSA", "sigVer", "FIPS186-4")
    for scheme in ("ansx9.31", "pkcs1v1.5", "pss"):
        for name in PYTHON_NAMES:
            key = RANDOM.choice(keys)
            numbers = key.public_key().public_numbers()
            public = {"n": hexa(numbers.n), "e": hexa(numbers.e)}
            size = len(digest(name, b""))
            fields = {"sigType": scheme, "modulo": key.key_size, "hashAlg": name,
                      "saltLen": size, "testType": "GDT"}
            pads = padding.PKCS1v15()
            if scheme == "pss":
                fields["maskFunction"] = "mgf1"
                pads = padding.PSS(padding.MGF1(OBJECTS[name]), size)
            siggen.group(answer=public | {"conformance": None}, **fields)
            sigver.group(**(fields | public))
            message = octets(128)
            signature = key.sign(message, pads, OBJECTS[name])
            siggen.case({"message": hexa(message)}, {"signature": hexa(signature)})
            good = {"message": hexa(message), "signature": hexa(signature)}
            sigver.case(good, {"testPassed": True})
            sigver.case(good | {"message": hexa(octets(128))}, {"testPassed": False})
            wrong = xor(signature, bytes(100) + b"\1" + bytes(900))
            sigver.case(good | {"signature": hexa(wrong)}, {"testPassed": False})
            if scheme == "pss":
                other = padding.PSS(padding.MGF1(OBJECTS[name]), size - 1)
                wrong = key.sign(message, other, OBJECTS[name])
                sigver.case(good | {"signature": hexa(wrong)}, {"testPassed": False})
    pair("RSA-SigGen-FIPS186-4", siggen)
    pair("RSA-SigVer-FIPS186-4", sigver)


def private(numbers, crt):
    public = numbers.public_numbers
    fields = {"n": hexa(public.n), "e": hexa(public.e), "p": hexa(numbers.p),
              "q": hexa(numbers.q)}
    if crt:
        return fields | {"dmp1": hexa(numbers.dmp1), "dmq1": hexa(numbers.dmq1),
                         "iqmp": hexa(numbers.iqmp)}
    return fields | {"d": hexa(numbers.d)}


def rsa_keys_and_primitives(keys):
    keygen = Set("RSA", "keyGen", "FIPS186-4")
    signature = Set("RSA", "signaturePrimitive", "2.0")
    decryption = Set("RSA", "decryptionPrimitive", "Sp800-56Br2")
    early = Set("RSA", "decryptionPrimitive", "1.0")
    for crt in (False, True):
        form = "crt" if crt else "standard"
        keygen.group(infoGeneratedByServer=False, modulo=2048, testType="GDT", keyFormat=form,
                     primeTest="tblC2", randPQ="B.3.3", pubExp="random")
        signature.group(modulo=2048, testType="AFT", keyMode=form)
        decryption.group(modulo=2048, testType="AFT", keyMode=form)
        for key in keys:
            numbers = key.private_numbers()
            n, d = numbers.public_numbers.n, numbers.d
            keygen.case({}, private(numbers, crt))
            value = RANDOM.randrange(2, n - 1)
            signature.case({"message": hexa(value, 256)} | private(numbers, crt),
                           {"signature": hexa(pow(value, d, n), 256)})
            signature.case({"message": hexa(n + 5, 256)} | private(numbers, crt),
                           {"testPassed": False})
            decryption.case({"ct": hexa(value, 256)} | private(numbers, crt),
                            {"pt": hexa(pow(value, d, n), 256), "testPassed": True})
            decryption.case({"ct": hexa(n + 1, 256)} | private(numbers, crt),
                            {"testPassed": False})
    keygen.group(modulo=2048, testType="KAT", primeTest="tblC2", randPQ="B.3.3", pubExp="fixed",
                 fixedPubExp="010001")
    for key in keys:
        numbers = key.private_numbers()
        p, q = numbers.p, numbers.q
        root = math.isqrt(1 << 2047)
        assert p > root and q > root
        for question, passed in (((p, q), True), ((p + 2, q), False), ((p, p), False),
                                 ((p, q >> 1 | 1), False)):
            keygen.case({"e": "010001", "pRand": hexa(question[0]), "qRand": hexa(question[1])},
                        {"testPassed": passed})
    early.group(modulo=2048, testType="AFT", totalTestCases=2, totalFailingCases=1)
    rows, answers = [], []
    for key, passed in zip(keys, (True, False)):
        n, d = key.private_numbers().public_numbers.n, key.private_numbers().d
        value = RANDOM.randrange(2, n - 1) if passed else n + 7
        rows.append({"cipherText": hexa(value, 256)})
        answers.append({"n": hexa(n), "e": "010001"} | (
            {"plainText": hexa(pow(value, d, n), 256)} if passed else {"testPassed": False}))
    early.case({"resultsArray": rows}, {"resultsArray": [
        row | answer for row, answer in zip(rows, answers)]})
    pair("RSA-KeyGen-FIPS186-4", keygen)
    pair("RSA-SignaturePrimitive-2.0", signature)
    pair("RSA-DecryptionPrimitive-Sp800-56Br2", decryption)
    write("RSA-DecryptionPrimitive-1.0/internalProjection.json", early.document(True, True))


def main():
    sha()
    aes()
    hmacs()
    pbkdf()
    kda()
    drbg()
    ecdsa()
    keys = [rsa.generate_private_key(65537, 2048) for _ in range(2)]
    rsa_signatures(keys)
    rsa_keys_and_primitives(keys)


main()
