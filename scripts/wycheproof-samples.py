#!/usr/bin/env python3
"""Makes small files in the form of C2SP's Wycheproof, for the tests of `chat-lab vectors`.

They are not Wycheproof's: the values come from Python's hashlib and hmac and from the package
`cryptography` (OpenSSL). They have the types of groups of which the repository holds no file, and
every hash function. Each case stands twice, valid, and invalid with something changed.

Usage: scripts/wycheproof-samples.py Tests/VectorsTests/Samples/wycheproof
Keys are drawn anew, so two runs differ; the files in the repository are of one run.
"""

import base64
import hashlib
import hmac
import json
import os
import random
import sys

from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric import padding as schemes
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RANDOM = random.Random("wycheproof samples")
DIRECTORY = sys.argv[1]
HASHES = {
    "SHA-1": hashes.SHA1(), "SHA-224": hashes.SHA224(), "SHA-256": hashes.SHA256(),
    "SHA-384": hashes.SHA384(), "SHA-512": hashes.SHA512(),
    "SHA-512/224": hashes.SHA512_224(), "SHA-512/256": hashes.SHA512_256()}
CURVES = {"secp256r1": ec.SECP256R1(), "secp384r1": ec.SECP384R1(), "secp521r1": ec.SECP521R1()}
octets = RANDOM.randbytes


def flip(data, index=-1):
    """The octets with one bit changed."""
    changed = bytearray(data)
    changed[index] ^= 1
    return bytes(changed)


class File:
    def __init__(self, name, algorithm):
        self.name, self.algorithm, self.groups, self.count = name, algorithm, [], 0

    def group(self, kind, **fields):
        self.groups.append({"type": kind} | fields | {"tests": []})

    def case(self, result="valid", flags=(), **fields):
        self.count += 1
        values = {name: value.hex() if isinstance(value, bytes) else value
                  for name, value in fields.items()}
        self.groups[-1]["tests"].append(
            {"tcId": self.count, "comment": "", "flags": list(flags)} | values
            | {"result": result})

    def write(self):
        os.makedirs(DIRECTORY, exist_ok=True)
        document = {"algorithm": self.algorithm, "numberOfTests": self.count,
                    "header": ["made by scripts/wycheproof-samples.py"],
                    "testGroups": self.groups}
        with open(f"{DIRECTORY}/{self.name}_test.json", "w", encoding="ascii") as file:
            json.dump(document, file, indent=1)
            file.write("\n")


def python_name(name):
    return name.lower().replace("-", "").replace("/", "_")


def symmetric():
    for name, scheme in HASHES.items():
        short = name.replace("-", "")
        plain = python_name(name)
        file = File(f"hmac_{plain}", f"HMAC{short}")
        for size in (8 * scheme.digest_size, 80):
            file.group("MacTest", keySize=256, tagSize=size)
            key, msg = octets(32), octets(50)
            tag = hmac.new(key, msg, plain).digest()[:size // 8]
            file.case(key=key, msg=msg, tag=tag)
            file.case("invalid", ["ModifiedTag"], key=key, msg=msg, tag=flip(tag))
        file.write()
        file = File(f"pbkdf2_hmac{plain}", f"PBKDF2-HMAC{short}")
        file.group("PbkdfTest")
        password, salt = octets(20), octets(16)
        key = hashlib.pbkdf2_hmac(plain, password, salt, 300, 70)
        file.case(password=password, salt=salt, iterationCount=300, dkLen=70, dk=key)
        file.write()
        file = File(f"hkdf_{plain}", f"HKDF-{name}")
        file.group("HkdfTest", keySize=256)
        ikm, salt, info = octets(32), octets(16), octets(10)
        okm = HKDF(scheme, 65, salt, info).derive(ikm)
        file.case(ikm=ikm, salt=salt, info=info, size=65, okm=okm)
        file.case("invalid", ["SizeTooLarge"], ikm=ikm, salt=salt, info=info,
                  size=255 * scheme.digest_size + 1, okm=b"")
        file.write()
    file = File("aes_cbc_pkcs5", "AES-CBC-PKCS5")
    for size in (128, 192, 256):
        file.group("IndCpaTest", keySize=size, ivSize=128)
        key, iv, msg = octets(size // 8), octets(16), octets(35)
        padder = padding.PKCS7(128).padder()
        cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
        ct = cipher.update(padder.update(msg) + padder.finalize())
        file.case(key=key, iv=iv, msg=msg, ct=ct)
        file.case("invalid", ["BadPadding"], key=key, iv=iv, msg=msg, ct=ct[:-5])
    file.write()


def jwk(key, curve):
    length = (CURVES[curve].key_size + 7) // 8
    public = key.public_key().public_numbers()

    def text(number):
        data = number.to_bytes(length, "big")
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
    name = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}[curve]
    fields = {"kty": "EC", "crv": name, "x": text(public.x), "y": text(public.y)}
    return fields | {"d": text(key.private_numbers().private_value)}, fields


def curves():
    raw = File("ecdsa_p1363", "ECDSA")
    der = File("ecdsa", "ECDSA")
    for curve, parameters in CURVES.items():
        for name, scheme in HASHES.items():
            key = ec.generate_private_key(parameters)
            point = key.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
            length = (parameters.key_size + 7) // 8
            public = {"type": "EcPublicKey", "curve": curve, "uncompressed": point.hex()}
            msg = octets(30)
            signature = key.sign(msg, ec.ECDSA(scheme))
            numbers = [n.to_bytes(length, "big") for n in decode_dss_signature(signature)]
            for file, kind, sig in ((der, "EcdsaVerify", signature),
                                    (raw, "EcdsaP1363Verify", b"".join(numbers))):
                file.group(kind, publicKey=public, sha=name)
                file.case(msg=msg, sig=sig)
                file.case("invalid", ["ModifiedSignature"], msg=flip(msg), sig=sig)
                file.case("invalid", ["ModifiedSignature"], msg=msg, sig=flip(sig))
                file.case("invalid", ["SignatureSize"], msg=msg, sig=sig + b"\0")
    der.write()
    raw.write()
    files = {kind: File(name, "ECDH") for name, kind in (
        ("ecdh", "EcdhTest"), ("ecdh_ecpoint", "EcdhEcpointTest"), ("ecdh_pem", "EcdhPemTest"),
        ("ecdh_webcrypto", "EcdhWebcryptoTest"))}
    forms = {"EcdhTest": "asn", "EcdhEcpointTest": "ecpoint", "EcdhPemTest": "pem",
             "EcdhWebcryptoTest": "webcrypto"}
    for curve, parameters in CURVES.items():
        own, other = ec.generate_private_key(parameters), ec.generate_private_key(parameters)
        stranger = ec.generate_private_key(
            ec.SECP384R1() if curve == "secp256r1" else ec.SECP256R1())
        shared = own.exchange(ec.ECDH(), other.public_key())
        number = own.private_numbers().private_value
        secret, _ = jwk(own, curve)
        pem = own.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption()).decode()

        def forms_of(key):
            public = key.public_key()
            point = serialization.PublicFormat.UncompressedPoint
            spki = serialization.PublicFormat.SubjectPublicKeyInfo
            names = {c.name: c for c in CURVES.values()}
            assert key.curve.name in names
            return {
                "EcdhTest": public.public_bytes(serialization.Encoding.DER, spki),
                "EcdhEcpointTest": public.public_bytes(serialization.Encoding.X962, point),
                "EcdhPemTest": public.public_bytes(serialization.Encoding.PEM, spki).decode(),
                "EcdhWebcryptoTest": jwk(key, key.curve.name)[1]}
        private = {"EcdhTest": f"{number:x}", "EcdhEcpointTest": f"00{number:x}",
                   "EcdhPemTest": pem, "EcdhWebcryptoTest": secret}
        good, bad = forms_of(other), forms_of(stranger)
        for kind, file in files.items():
            name = secret["crv"] if kind == "EcdhWebcryptoTest" else curve
            file.group(kind, curve=name, encoding=forms[kind])
            digits = private[kind]
            if isinstance(digits, str) and kind != "EcdhPemTest" and len(digits) % 2:
                digits = "0" + digits
            file.case(public=good[kind], private=digits, shared=shared)
            file.case("invalid", ["WrongCurve"], public=bad[kind], private=digits,
                      shared=shared)
        compressed = other.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
        files["EcdhEcpointTest"].case(
            "acceptable", ["CompressedPoint"], public=compressed,
            private=private["EcdhEcpointTest"] if len(private["EcdhEcpointTest"]) % 2 == 0
            else "0" + private["EcdhEcpointTest"], shared=shared)
    for file in files.values():
        file.write()


def rsa_files():
    key = rsa.generate_private_key(65537, 2048)
    numbers = key.private_numbers()
    public = numbers.public_numbers
    fields = {"modulus": f"00{public.n:x}", "publicExponent": "010001"}
    private = fields | {
        "privateExponent": numbers.d.to_bytes(256, "big").hex(), "prime1": f"00{numbers.p:x}",
        "prime2": f"00{numbers.q:x}", "exponent1": numbers.dmp1.to_bytes(128, "big").hex(),
        "exponent2": numbers.dmq1.to_bytes(128, "big").hex(),
        "coefficient": numbers.iqmp.to_bytes(128, "big").hex()}
    verify, generate = File("rsa_signature", "RSASSA-PKCS1-v1_5"), File(
        "rsa_sig_gen", "RSASSA-PKCS1-v1_5")
    pss, oaep = File("rsa_pss", "RSASSA-PSS"), File("rsa_oaep", "RSAES-OAEP")
    for name, scheme in HASHES.items():
        msg = octets(40)
        sig = key.sign(msg, schemes.PKCS1v15(), scheme)
        verify.group("RsassaPkcs1Verify", keySize=2048, sha=name, publicKey=fields)
        generate.group("RsassaPkcs1Generate", keySize=2048, sha=name, privateKey=private)
        flags = ["WeakHash"] if name == "SHA-1" else []
        generate.case("acceptable" if flags else "valid", flags, msg=msg, sig=sig)
        verify.case("acceptable" if flags else "valid", flags, msg=msg, sig=sig)
        verify.case("invalid", ["ModifiedSignature"], msg=msg, sig=flip(sig))
        for salt in (scheme.digest_size, 0):
            sig = key.sign(msg, schemes.PSS(schemes.MGF1(scheme), salt), scheme)
            pss.group("RsassaPssVerify", keySize=2048, sha=name, mgf="MGF1", mgfSha=name,
                      sLen=salt, publicKey=fields)
            pss.case(msg=msg, sig=sig)
            pss.case("invalid", ["ModifiedSignature"], msg=msg, sig=flip(sig))
        for mask, other in HASHES.items():
            if "/" in name + mask:
                continue  # cryptography has no OAEP with these
            oaep.group("RsaesOaepDecrypt", keySize=2048, sha=name, mgf="MGF1", mgfSha=mask,
                       privateKey=private)
            label = octets(5) if name == mask else b""
            ct = key.public_key().encrypt(msg, schemes.OAEP(schemes.MGF1(other), scheme, label))
            oaep.case(msg=msg, ct=ct, label=label)
            oaep.case("invalid", ["InvalidOaepPadding"], msg=msg, ct=flip(ct), label=label)
    pss.group("RsassaPssVerify", keySize=2048, sha="SHA-256", mgf="MGF1", mgfSha="SHA-1",
              sLen=20, publicKey=fields)
    sig = key.sign(msg, schemes.PSS(schemes.MGF1(hashes.SHA1()), 20), hashes.SHA256())
    pss.case(msg=msg, sig=sig)
    for file in (verify, generate, pss, oaep):
        file.write()
    file = File("primality", "PrimalityTest")
    file.group("PrimalityTest")
    for value, result, flags in (
            (numbers.p, "valid", []), (numbers.p * numbers.q, "invalid", []),
            (561, "invalid", ["CarmichaelNumber"]), (3, "valid", [])):
        length = value.bit_length() // 8 + 1
        file.case(result, flags, value=value.to_bytes(length, "big"))
    length = numbers.p.bit_length() // 8 + 1
    file.case("acceptable", ["NegativeOfPrime"],
              value=(-numbers.p).to_bytes(length, "big", signed=True))
    file.write()


symmetric()
curves()
rsa_files()
