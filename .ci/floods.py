"""Journeys of a server that one source floods: others do not notice, and its log does not grow."""
import http.client, json, multiprocessing, re, socket, sqlite3, ssl, threading, time

from journey import Server, check, journey

FLOOD, CALLER, ELSEWHERE = "127.0.0.2", "127.0.0.3", "127.0.0.4"
SECONDS = 4
BATCH = 50  # requests in one piece
PATIENCE = 2  # seconds for a header and between the bytes of a body
MIB_AN_HOUR = 10


class Line:
    """A connection from a source of its own, kept open until the server closes it."""

    def __init__(self, server, source):
        self.server, self.source = server, source
        self.http = http.client.HTTPSConnection("127.0.0.1", server.run["port"], timeout=30, context=server.tls, source_address=(source, 0))

    def call(self, method, path, body=None, token=None, raw=None):
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = "Bearer " + token
        self.http.request(method, "/api/v1" + path, body=raw if raw is not None else json.dumps(body or {}), headers=headers)
        answer = self.http.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else {}

    def close(self):
        self.http.close()


class Flood:
    """Everything one source can do without a token, at once, in a process of its own until it is told to stop."""

    def __init__(self, server):
        self.server, self.going, self.seen = server, True, {}
        self.lock = threading.Lock()
        fork = multiprocessing.get_context("fork")
        self.stop, self.result = fork.Event(), fork.SimpleQueue()
        self.process = fork.Process(target=self.rage, daemon=True)

    def rage(self):
        asks = [("POST /api/v1/auth/tokens", "", '{"username": "admin", "password": "wrong"}'),
                ("GET /api/v1/vault/keys2", "Authorization: Bearer no.such.token\r\n", ""),
                ("POST /api/v1/auth/tokens", "", '{"username":'),
                ("PUT /no/such/path", "", "")]
        requests = [("%s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n%s" % (path, header, len(body), body)).encode() for path, header, body in asks]
        work = [lambda request=request: self.ask(request * BATCH) for request in requests] + [self.nonsense, self.half_open, self.abandoned]
        threads = [threading.Thread(target=self.again, args=(w,)) for w in work]
        begun = time.monotonic()
        for t in threads:
            t.start()
        self.stop.wait()
        self.going = False
        seconds = time.monotonic() - begun
        for t in threads:
            t.join(30)
        self.result.put((self.seen, sum(self.seen.values()) / seconds))

    def again(self, work):
        while self.going:
            try:
                work()
            except (OSError, http.client.HTTPException):
                self.count("closed")

    def count(self, what):
        with self.lock:
            self.seen[what] = self.seen.get(what, 0) + 1

    def ask(self, requests):
        """Many requests in one piece, as fast as they are answered, until the connection ends."""
        with self.secure() as line:
            while self.going:
                line.sendall(requests)
                answers, text = 0, b""
                while answers < BATCH:
                    more = line.recv(1 << 16)
                    if not more:
                        raise ConnectionError("closed")
                    text = text[-20:] + more
                    found = list(re.finditer(rb"HTTP/1\.1 (\d{3}) ", text))
                    answers += len(found)
                    for status in found:
                        self.count(int(status.group(1)))
                    text = text[found[-1].end():] if found else text

    def secure(self):
        return self.server.tls.wrap_socket(self.plain(), server_hostname="127.0.0.1")

    def plain(self):
        return socket.create_connection(("127.0.0.1", self.server.run["port"]), timeout=5, source_address=(FLOOD, 0))

    def nonsense(self):
        with self.secure() as line:
            line.sendall(b"\x00\xff NONSENSE\r\n\r\n" * 100)
            line.recv(100)
            self.count("nonsense")

    def half_open(self):
        with self.plain():
            self.count("half-open")

    def abandoned(self):
        with self.plain() as line:
            line.sendall(hello(self.server)[:100])
            self.count("abandoned")

    def __enter__(self):
        self.process.start()
        return self

    def __exit__(self, kind, *_):
        self.stop.set()
        if kind is None:
            self.seen, self.rate = self.result.get()
        self.process.join(30)


def hello(server):
    """The first bytes of a handshake."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        server.tls.wrap_bio(incoming, outgoing, server_hostname="127.0.0.1").do_handshake()
    except ssl.SSLWantReadError:
        return outgoing.read()
    raise AssertionError("a handshake by itself")


def log_bytes(server):
    """What the log holds: the frames in its segments, and every value of its tables."""
    total = sum(len(f.read_bytes().rstrip(b"\0")) for f in (server.home / "journal").iterdir())
    with sqlite3.connect("file:%s?mode=ro" % (server.home / "db/claviger.db"), uri=True) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = [row[1] for row in db.execute("PRAGMA table_info(%s)" % table)]
            total += db.execute("SELECT coalesce(sum(%s), 0) FROM %s" % (" + ".join("coalesce(length(%s), 0)" % c for c in columns), table)).fetchone()[0]
    return total


def closed_by_server(line, until):
    """Whether the other side ends it before then."""
    line.settimeout(max(0.1, until - time.monotonic()))
    try:
        while line.recv(1000):
            pass
        return True
    except ConnectionError:
        return True
    except TimeoutError:
        return False


def slow_lines(server):
    """Connections that say nothing, a piece of a handshake, of a header, of a later header, of a body."""
    def plain():
        return socket.create_connection(("127.0.0.1", server.run["port"]), timeout=5, source_address=(ELSEWHERE, 0))

    def secure():
        return server.tls.wrap_socket(plain(), server_hostname="127.0.0.1")

    silent, partial, header, later, body = plain(), plain(), secure(), secure(), secure()
    partial.sendall(hello(server)[:100])
    header.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    later.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    check(b" 200 " in later.recv(4000), "health")
    later.sendall(b"G")
    body.sendall(b"POST /api/v1/auth/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    return {"silent": silent, "part of a handshake": partial, "part of a header": header, "part of a later header": later, "part of a body": body}


@journey
def slow_clients_are_closed():
    with Server("--set", "limit.header=%d" % PATIENCE, "--set", "limit.body=%d" % PATIENCE) as s:
        lines = slow_lines(s)
        for name in ("part of a header", "part of a later header"):  # a byte now and then does not help
            time.sleep(PATIENCE / 4)
            lines[name].sendall(b"a")
        until = time.monotonic() + PATIENCE + 5
        for name, line in lines.items():
            check(closed_by_server(line, until), "%s is still open" % name)
            line.close()


@journey
def a_flood_from_one_source_is_nothing_to_others():
    with Server() as s:
        password, caller = s.password(), Line(s, CALLER)
        token = s.sign_in()
        check(caller.call("POST", "/vault/keys2", {"name": "k", "algorithm": "AES"}, token)[0] == 201, "the key")
        with Flood(s) as flood:
            until, calls = time.monotonic() + SECONDS, 0
            while time.monotonic() < until or calls < 60:
                status, body = caller.call("POST", "/crypto/encrypt", {"id": "k", "plaintext": "YQ=="}, token)
                check(status == 200, "an authorised caller: %s %s" % (status, body))
                calls += 1
                if calls % 20 == 1:
                    elsewhere = Line(s, ELSEWHERE)
                    status, body = elsewhere.call("POST", "/auth/tokens", {"username": "admin", "password": password})
                    check(status == 200, "a right password: %s %s" % (status, body))
                    elsewhere.close()
                    same, name = Line(s, CALLER), "user%d" % calls
                    status, body = same.call("POST", "/usermgmt/users", {"username": name, "password": "correct horse"}, token)
                    check(status == 201, "a new user: %s %s" % (status, body))
                    same.close()
            time.sleep(1.5)  # what the others did is on record now
            before, begun = log_bytes(s), time.monotonic()
            time.sleep(SECONDS)
            grown, seconds = log_bytes(s) - before, time.monotonic() - begun
        check(flood.seen.get(429, 0) > 0 and 401 in flood.seen and flood.seen.get("closed", 0) > 0, flood.seen)
        check(not any(isinstance(k, int) and (k < 400 or k >= 500) for k in flood.seen), flood.seen)
        hourly = grown / seconds * 3600 / (1 << 20)
        check(flood.rate > 200, "no flood: %d tries a second" % flood.rate)
        check(0 < hourly < MIB_AN_HOUR, "the log grows by %.1f MiB an hour" % hourly)
        caller.close()
        print("      %d tries/s; log %.2f MiB/h; %s" % (flood.rate, hourly, dict(sorted(flood.seen.items(), key=str))), flush=True)
