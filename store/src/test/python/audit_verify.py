#!/usr/bin/env python3
"""Verifies a Claviger audit log: a home or an export. Written from docs/reference/audit-format.md alone.

    audit_verify.py HOME... [--key PEM] [--json]
    audit_verify.py EXPORT... --key PEM [--json]

Exit 0 when all that the newest checkpoint covers is as it was signed, 1 when it is not, 2 when nothing could be read.
"""

import argparse
import base64
import binascii
import datetime
import glob
import hashlib
import json
import os
import re
import sqlite3
import struct
import sys
import urllib.parse
import uuid

ROOT_DOMAIN = uuid.UUID("636c6176-6967-8000-8000-000000000000").bytes
NOBODY = bytes(16)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class Bad(Exception):
    """The first thing that is wrong."""

    def __init__(self, number, place, problem):
        super().__init__(problem)
        self.finding = {"number": number, "place": place, "problem": problem}


def bad_leaf(seq, problem):
    return Bad(seq, "tree/%d" % seq, problem)


def bad_frame(number, problem):
    return Bad(number, "journal/%d" % number, problem)


def bad_checkpoint(size, problem):
    return Bad(size, "checkpoint/%d" % size, problem)


# ---- Ed25519 (RFC 8032, section 5.1), extended coordinates ----

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P:
        return None
    return P - x if x & 1 != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, p):
    q = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            q = add(q, p)
        p = add(p, p)
        scalar >>= 1
    return q


def same_point(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def ed25519_holds(public, message, signature):
    a = point(public)
    r = point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or len(signature) != 64:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return same_point(multiply(s, BASE), add(r, multiply(k, a)))


# ---- CRC32C ----

CRC_TABLE = []
for _byte in range(256):
    for _ in range(8):
        _byte = (_byte >> 1) ^ (0x82F63B78 if _byte & 1 else 0)
    CRC_TABLE.append(_byte)


def crc32c(data):
    crc, table = 0xFFFFFFFF, CRC_TABLE
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


# ---- Merkle tree (RFC 9162, section 2.1), right edge alone ----


class Tree:
    def __init__(self):
        self.size = 0
        self.edge = []

    def append(self, leaf):
        node = hashlib.sha256(b"\0" + leaf).digest()
        full = self.size
        while full & 1:
            node = hashlib.sha256(b"\1" + self.edge.pop() + node).digest()
            full >>= 1
        self.edge.append(node)
        self.size += 1

    def root(self):
        if not self.edge:
            return hashlib.sha256(b"").digest()
        root = self.edge[-1]
        for node in reversed(self.edge[:-1]):
            root = hashlib.sha256(b"\1" + node + root).digest()
        return root


# ---- Checkpoints ----


class Key:
    PREFIX = bytes.fromhex("302a300506032b6570032100")

    def __init__(self, pem):
        body = re.search("-----BEGIN PUBLIC KEY-----(.*)-----END PUBLIC KEY-----", pem, re.S)
        der = base64.b64decode("".join(body.group(1).split())) if body else b""
        if len(der) != 44 or der[:12] != self.PREFIX:
            raise ValueError("not the PEM of an Ed25519 public key")
        self.raw = der[12:]
        self.fingerprint = hashlib.sha256(der).hexdigest()

    def open(self, note):
        """(origin, size, root) if this key signed the note, else None."""
        body, blank, signatures = note.partition("\n\n")
        lines = body.split("\n")
        if not blank or len(lines) != 3:
            return None
        origin, size, root = lines
        start = "\u2014 %s " % origin
        line = signatures.split("\n")[0]
        if not line.startswith(start) or not re.fullmatch("[0-9]+", size):
            return None
        try:
            signed = base64.b64decode(line[len(start):], validate=True)
            root = base64.b64decode(root, validate=True)
        except binascii.Error:
            return None
        name = hashlib.sha256(origin.encode() + b"\n\1" + self.raw).digest()[:4]
        if len(signed) != 68 or signed[:4] != name:
            return None
        if not ed25519_holds(self.raw, (body + "\n").encode(), signed[4:]):
            return None
        return origin, int(size), root


# ---- Leaves ----


def micros(text):
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", text):
        raise ValueError("not a time")
    at = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=datetime.timezone.utc)
    return (at - EPOCH) // datetime.timedelta(microseconds=1)


def id_bytes(leaf, name):
    return uuid.UUID(leaf[name]).bytes if name in leaf else None


def event_columns(leaf):
    return (
        "event",
        uuid.UUID(leaf["domain"]).bytes,
        micros(leaf["at"]),
        id_bytes(leaf, "actor"),
        leaf["op"],
        id_bytes(leaf, "target"),
        leaf["outcome"],
        leaf["source"],
        id_bytes(leaf, "request"),
    )


def seal_columns(node, newest):
    return ("seal", ROOT_DOMAIN, newest, None, "Seal", node.bytes, "success", "local", None)


class SealFrames:
    """What the frames of a seal add up to."""

    def __init__(self):
        self.tree = Tree()
        self.newest = None
        self.index = {}

    def add(self, data):
        leaf = json.loads(data)
        at = micros(leaf["at"])
        key = (
            uuid.UUID(leaf["domain"]).bytes,
            id_bytes(leaf, "target") or NOBODY,
            id_bytes(leaf, "actor") or NOBODY,
            leaf["op"],
            leaf["outcome"],
        )
        n, items, first, last = self.index.get(key, (0, 0, at, at))
        self.index[key] = (n + 1, items + leaf.get("n", 1), min(first, at), max(last, at))
        self.newest = at if self.newest is None else max(self.newest, at)
        self.tree.append(data)

    def rows(self):
        return {key + sums for key, sums in self.index.items()}


# ---- The journal ----

MAGIC = b"CLAVSEG\n"
HEADER = 64


def segment_header(data):
    """(node, number, first frame, size), or None."""
    if len(data) < HEADER or data[:8] != MAGIC or struct.unpack_from(">I", data, 8)[0] != 1:
        return None
    if struct.unpack_from(">I", data, 60)[0] != crc32c(data[:60]):
        return None
    number, first, size = struct.unpack_from(">QQQ", data, 28)
    return uuid.UUID(bytes=data[12:28]), number, first, size


def rest_is_zero(file, offset):
    file.seek(offset)
    while chunk := file.read(1 << 20):
        if chunk.strip(b"\0"):
            return False
    return True


class Walk:
    """The frames of one node over all its segments."""

    def __init__(self, node, segments):
        self.ahead = [s for s in segments if s[0] == node]
        self.node = node
        self.file = None
        self.name = None
        self.offset = HEADER
        self.next = 1

    def read(self):
        """Leaf bytes, "end" or "bad"."""
        self.file.seek(self.offset)
        head = self.file.read(5)
        if self.offset + 9 > self.size or len(head) < 5:
            return "end"
        length = struct.unpack_from(">I", head)[0]
        if length == 0:
            return "end"
        if length > 65536:
            return "bad"
        rest = self.file.read(length + 4)
        if len(rest) < length + 4 or head[4] != 1:
            return "bad"
        if struct.unpack_from(">I", rest, length)[0] != crc32c(head + rest[:length]):
            return "bad"
        self.offset += length + 9
        return rest[:length]

    def open(self):
        if self.file:
            self.file.close()
        _, number, path = self.ahead.pop(0)
        self.file = open(path, "rb")
        self.name = os.path.basename(path)
        self.size = os.fstat(self.file.fileno()).st_size
        self.offset = HEADER
        return number, segment_header(self.file.read(HEADER))

    def frame(self):
        """The next covered frame: (node, number, leaf), or None."""
        while True:
            if self.file:
                found = self.read()
                if isinstance(found, bytes):
                    self.next += 1
                    return self.node, self.next - 1, found
                if found == "bad":
                    raise bad_frame(self.next, "is no frame with a right CRC in " + self.name)
                if not self.ahead:
                    return None
                if not rest_is_zero(self.file, self.offset):
                    raise Bad(self.next, "journal/" + self.name, "has bytes after its last frame")
            if not self.ahead:
                return None
            number, header = self.open()
            if header is None or header[:2] != (self.node, number) or header[3] != self.size:
                raise Bad(self.next, "journal/" + self.name, "does not begin with its header, or is not whole")
            if header[2] != self.next:
                raise bad_frame(self.next, "is missing: %s begins with %d" % (self.name, header[2]))

    def rest(self):
        count = 0
        while True:
            while self.file and isinstance(self.read(), bytes):
                count += 1
            if not self.ahead:
                return count
            if self.open()[1] is None:
                self.file.close()
                self.file = None


def journal_files(folder, suffix):
    found = []
    for path in glob.glob(os.path.join(folder, "*." + suffix)):
        name = re.fullmatch(r"([0-9a-f-]{36})-([0-9]{10})\." + suffix, os.path.basename(path))
        if name:
            found.append((uuid.UUID(name.group(1)), int(name.group(2)), path))
    return sorted(found, key=lambda f: (f[0].bytes, f[1]))


# ---- Sources ----


class Home:
    home = True

    def __init__(self, folder):
        note = os.path.join(folder, "node", "checkpoint")
        self.own = open(note, encoding="utf-8", newline="").read() if os.path.exists(note) else None
        file = os.path.abspath(os.path.join(folder, "db", "claviger.db"))
        frozen = not os.path.exists(file + "-wal") and not os.access(os.path.dirname(file), os.W_OK)
        uri = "file:%s?%s" % (urllib.parse.quote(file), "immutable=1" if frozen else "mode=ro")
        self.db = sqlite3.connect(uri, uri=True, isolation_level=None)
        self.db.execute("PRAGMA busy_timeout = 10000")
        self.db.execute("BEGIN")
        self.newest = self.db.execute("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1").fetchone()
        self.checkpoints = self.db.execute("SELECT size, note, edge FROM checkpoint ORDER BY size")
        self.ahead = self.checkpoints.fetchone()
        self.leaves = self.db.execute(
            "SELECT seq, leaf, kind, domain, at, actor, op, target, outcome, source, request FROM event ORDER BY seq"
        )
        self.domains = [row[0] for row in self.db.execute("SELECT DISTINCT domain FROM seal_index")]
        self.journal = os.path.join(folder, "journal")
        self.segments = journal_files(self.journal, "seg")
        self.walks = {}

    def checkpoint(self, size):
        while self.ahead and self.ahead[0] < size:
            self.ahead = self.checkpoints.fetchone()
        return self.ahead[1:] if self.ahead and self.ahead[0] == size else None

    def leaf(self):
        row = self.leaves.fetchone()
        if row is None:
            return None
        data = row[1].encode() if isinstance(row[1], str) else bytes(row[1])
        return row[0], data, tuple(row[2:])

    def walk(self, node):
        if node not in self.walks:
            self.walks[node] = Walk(node, self.segments)
        return self.walks[node]

    def frame(self, node):
        return self.walk(node).frame()

    def seal_index(self, seq):
        rows = set()
        for domain in self.domains:
            rows.update(
                self.db.execute(
                    "SELECT domain, target, actor, op, outcome, n, items, first_at, last_at FROM seal_index"
                    " WHERE domain = ? AND seal = ?",
                    (domain, seq),
                )
            )
        return rows

    def beside(self, covered):
        seal = self.db.execute(
            "SELECT MIN(seal) FROM seal_index WHERE seal < ? AND seal NOT IN (SELECT seq FROM event WHERE kind = 'seal')",
            (covered,),
        ).fetchone()[0]
        if seal is not None:
            raise bad_leaf(seal, "is no seal, but seal_index speaks of it")
        for _, _, path in journal_files(self.journal, "spare"):
            with open(path, "rb") as file:
                head = file.read(HEADER)
                if (head.strip(b"\0") and not segment_header(head)) or not rest_is_zero(file, HEADER):
                    raise Bad(0, "journal/" + os.path.basename(path), "is not all zeros")

    def rest(self):
        count = sum(1 for row in self.leaves if row[2] != "seal")
        for node in {segment[0] for segment in self.segments}:
            count += self.walk(node).rest()
        return count


class Export:
    home = False
    own = None

    def __init__(self, path):
        self.lines = open(path, encoding="utf-8")
        header = self.line()
        if not header or header.get("format") != "claviger-log-export" or header.get("v") != 1:
            raise ValueError("not an export of a log")
        self.newest = (header["checkpoint"], header["note"])
        self.ahead = self.line()

    def line(self):
        text = self.lines.readline()
        return json.loads(text) if text else None

    def take(self, member):
        if self.ahead is None or member not in self.ahead:
            return None
        taken, self.ahead = self.ahead, self.line()
        return taken

    def checkpoint(self, size):
        if self.ahead and self.ahead.get("checkpoint") == size:
            return self.take("checkpoint")["note"], None
        return (self.newest[1], None) if self.newest[0] == size else None

    def leaf(self):
        line = self.take("seq")
        return line and (line["seq"], base64.b64decode(line["leaf"]), None)

    def frame(self, node):
        line = self.take("frame")
        return line and (uuid.UUID(line["node"]), line["frame"], base64.b64decode(line["leaf"]))

    def beside(self, covered):
        pass

    def rest(self):
        count = 0
        while self.ahead:
            if "frame" in self.ahead:
                count += 1
            elif "seq" in self.ahead:
                count += json.loads(base64.b64decode(self.ahead["leaf"])).get("type") != "seal"
            self.ahead = self.line()
        return count


# ---- The walk ----


class Verifier:
    def __init__(self, source, key):
        self.source = source
        self.key = key
        self.tree = Tree()
        self.entries = 0
        self.agreed = 0
        self.next_frame = {}

    def report(self):
        try:
            rest = self.run()
            return {"ok": True, "entries": self.entries + rest, "uncovered": rest, "firstBad": None}
        except Bad as bad:
            return {"ok": False, "entries": self.entries, "uncovered": 0, "firstBad": bad.finding}

    def run(self):
        own = None
        if self.source.home:
            own = self.source.own and self.key.open(self.source.own)
            if not own:
                raise Bad(0, "node/checkpoint", "is missing, or not signed by this key")
        if not self.source.newest:
            raise bad_checkpoint(0, "the database holds no checkpoint")
        newest = self.opened(*self.source.newest)
        self.origin = newest[0]
        covered = max(newest[1], own[1] if own else 0)
        self.checkpoint(own)
        while self.tree.size < covered:
            leaf = self.source.leaf()
            if leaf is None or leaf[0] != self.tree.size:
                raise bad_leaf(self.tree.size, "is missing; the newest checkpoint covers %d" % covered)
            self.check(*leaf)
            self.tree.append(leaf[1])
            self.checkpoint(own)
        self.source.beside(covered)
        if own and own[1] > newest[1]:
            raise bad_checkpoint(newest[1], "the database's newest checkpoint is older than the node's own")
        return self.source.rest()

    def opened(self, size, note):
        found = self.key.open(note)
        if found is None or found[1] != size:
            raise bad_checkpoint(size, "is not signed by this key")
        return found

    def checkpoint(self, own):
        kept = self.source.checkpoint(self.tree.size)
        if kept:
            self.agree(self.opened(self.tree.size, kept[0]))
            if kept[1] is not None and bytes(kept[1]) != b"".join(self.tree.edge):
                raise bad_checkpoint(self.tree.size, "its edge is not the tree's")
        if own and own[1] == self.tree.size:
            self.agree(own)

    def agree(self, signed):
        origin, size, root = signed
        if origin != self.origin:
            raise bad_checkpoint(size, "speaks of another log")
        if root != self.tree.root():
            raise bad_leaf(self.agreed, "or another leaf before %d is not what was signed" % size)
        self.agreed = size

    def check(self, seq, data, columns):
        try:
            leaf = json.loads(data)
            if leaf.get("type") == "seal":
                self.seal(seq, leaf, columns)
            else:
                if columns is not None and columns != event_columns(leaf):
                    raise bad_leaf(seq, "its columns do not repeat its leaf")
                self.entries += 1
        except (ValueError, KeyError, TypeError, AttributeError):
            raise bad_leaf(seq, "is not a leaf of a log") from None

    def seal(self, seq, leaf, columns):
        node, first, last = uuid.UUID(leaf["node"]), leaf["first"], leaf["last"]
        expected = self.next_frame.get(node, 1)
        if first != expected or last < first or leaf["count"] != last - first + 1:
            raise bad_leaf(seq, "a seal that does not begin with frame %d" % expected)
        frames = SealFrames()
        for number in range(first, last + 1):
            frame = self.source.frame(node)
            if frame is None or frame[:2] != (node, number):
                raise bad_frame(number, "is missing")
            try:
                frames.add(frame[2])
            except (ValueError, KeyError, TypeError, AttributeError):
                raise bad_frame(number, "is not the leaf of an event") from None
        if frames.tree.root().hex() != leaf["root"]:
            raise bad_frame(first, "or another frame up to %d is not what was sealed" % last)
        if columns is not None and columns != seal_columns(node, frames.newest):
            raise bad_leaf(seq, "its columns do not repeat its leaf")
        if self.source.home and self.source.seal_index(seq) != frames.rows():
            raise bad_leaf(seq, "seal_index does not say what its frames say")
        self.next_frame[node] = last + 1
        self.entries += last - first + 1


def main():
    arguments = argparse.ArgumentParser(description="Verifies Claviger audit logs.")
    arguments.add_argument("log", nargs="+", help="a home, or a file that audit export wrote")
    arguments.add_argument("--key", help="PEM of the checkpoint key; default HOME/node/checkpoint.pub")
    arguments.add_argument("--json", action="store_true", help="one line for each log")
    chosen = arguments.parse_args()
    return max(verify(log, chosen.key, chosen.json) for log in chosen.log)


def verify(log, pem, as_json):
    try:
        key = Key(open(pem or os.path.join(log, "node", "checkpoint.pub"), encoding="utf-8").read())
        source = Home(log) if os.path.isdir(log) else Export(log)
        report = Verifier(source, key).report()
    except (OSError, ValueError, KeyError, sqlite3.Error) as unreadable:
        print("cannot verify %s: %s" % (log, unreadable), file=sys.stderr)
        return 2
    if as_json:
        print(json.dumps(report))
    else:
        print("key %s" % key.fingerprint)
        print("%(entries)d entries, %(uncovered)d of them not covered by a checkpoint yet" % report)
        print("ok" if report["ok"] else "BAD at %(place)s: %(problem)s" % report["firstBad"])
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
