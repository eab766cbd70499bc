"""Journeys of homes that a server cannot go on with by itself: only health answers until an operator has his say."""
import http.client, json, os, pathlib, shutil, sqlite3, ssl, tempfile, time

from journey import Server, check, cli, journey


def requires_health_alone(server, reason, command):
    """All that a held server says of itself: to scripts, to load balancers, to callers and to people."""
    check(server.run["serving"] == reason, server.run)
    status, body = server.call("GET", ":/healthz")
    check(status == 200, (status, body))
    status, body = server.call("GET", ":/readyz")
    check(status == 503 and body == {"ready": False, "serving": reason}, (status, body))
    for method, path, body in (("GET", "/vault/keys2", None), ("POST", "/auth/tokens", {"username": "admin", "password": "x"}), ("GET", "/no/such", None)):
        status, answer = server.call(method, path, body)
        check(status == 503 and answer["code"] == 22 and answer["type"] == "held", (path, status, answer))
    lines = [line for line in server.text().splitlines() if "claviger recover " + command in line]
    check(len(lines) == 1 and str(server.home) in lines[0], server.text())


def recorded(server, token, action):
    """Uses and the log's own events are listed within two seconds."""
    until = time.monotonic() + 10
    while True:
        status, page = server.call("GET", "/audit/records?action=" + action, None, token)
        check(status == 200, page)
        if page["total"]:
            return page["resources"][0]
        check(time.monotonic() < until, action + " is not on record")
        time.sleep(0.1)


def read_run(server):
    server.run = json.loads((server.home / "run.json").read_text())


def wait_for(holds, why):
    until = time.monotonic() + 20
    while not holds():
        check(time.monotonic() < until, why)
        time.sleep(0.1)


class FakedClock:
    """The wall clock of a server, moved while it runs; the monotonic one is true."""

    def __init__(self):
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="claviger-clock-"))
        self.set("+0h")
        library = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
        self.environment = {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(self.work / "offset"), "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1"}

    def set(self, offset):
        (self.work / "new").write_text(offset + "\n")
        os.replace(self.work / "new", self.work / "offset")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.work, ignore_errors=True)


@journey
def a_copied_home_answers_health_alone_until_an_operator_accepts_it():
    with Server() as s:
        s.call("POST", "/vault/keys2", {"name": "k", "algorithm": "AES"}, s.sign_in())
        password = s.password()
        copy = s.work / "copy"
        shutil.copytree(s.home, copy)
        (copy / "run.json").unlink()
        before = {f.name: f.read_bytes() for f in (copy / "journal").iterdir()}
        with Server(home=copy) as c:
            requires_health_alone(c, "copied", "accept-copy")
            check({f.name: f.read_bytes() for f in (copy / "journal").iterdir()} == before, "a held server touched the journal")
            cli(c, "recover", "accept-clock", expect=2)
            check(c.stop() == 0, "a held server stops")
            c.start()
            check(c.run["serving"] == "copied", "held again")
            check(s.stop() == 0, "stop")
            check(b"serves" in cli(c, "recover", "accept-copy", "--reason", "moved to another disk"), "accepted")
            read_run(c)
            check("serving" not in c.run, c.run)
            token = c.sign_in("admin", password)
            check("moved to another disk" in json.dumps(recorded(c, token, "AcceptCopy")), "reason")
            check(c.call("GET", "/vault/keys2/k", None, token)[0] == 200, "the key")
            cli(c, "recover", "accept-copy", expect=2)
            check(c.stop() == 0, "stop")
            c.start()
            check("serving" not in c.run, "at home now")
            check(json.loads(cli(c, "audit", "verify", "--json"))["ok"], "the log")


@journey
def an_older_database_answers_health_alone_until_an_operator_accepts_the_loss():
    with Server() as s:
        s.call("POST", "/vault/keys2", {"name": "before", "algorithm": "AES"}, s.sign_in())
        check(s.stop() == 0, "stop")
        old = s.work / "old.db"
        shutil.copy(s.home / "db/claviger.db", old)
        s.start()
        s.call("POST", "/vault/keys2", {"name": "after", "algorithm": "AES"}, s.sign_in())
        check(s.stop() == 0, "stop")
        shutil.copy(old, s.home / "db/claviger.db")
        s.start()
        requires_health_alone(s, "rolled-back", "accept-rollback")
        check(not json.loads(cli(s, "audit", "verify", "--json", expect=1))["ok"], "the verifier sees it too")
        cli(s, "recover", "accept-rollback", expect=2)
        cli(s, "recover", "accept-rollback", "--reason", "yesterday's backup")
        read_run(s)
        token = s.sign_in()
        check(s.call("GET", "/vault/keys2/before", None, token)[0] == 200 and s.call("GET", "/vault/keys2/after", None, token)[0] == 404, "keys")
        check("yesterday's backup" in json.dumps(recorded(s, token, "AcceptRollback")), "reason")
        check(s.stop() == 0, "stop")
        check(json.loads(cli(s, "audit", "verify", "--json"))["ok"], "the log goes on from what is there")
        s.start()
        check("serving" not in s.run, "accepted once and for all")


@journey
def an_altered_log_answers_health_alone():
    with Server() as s:
        s.call("POST", "/vault/keys2", {"name": "k", "algorithm": "AES"}, s.sign_in())
        check(s.stop() == 0, "stop")
        with sqlite3.connect(s.home / "db/claviger.db") as database:
            database.execute("DELETE FROM checkpoint")
            database.execute("UPDATE event SET leaf = CAST(replace(CAST(leaf AS TEXT), 'success', 'succesS') AS BLOB) WHERE seq = (SELECT MAX(seq) FROM event WHERE kind = 'event')")
        database.close()
        s.start()
        requires_health_alone(s, "other-log", "accept-rollback")


@journey
def an_emptied_database_is_not_founded_anew():
    with Server() as s:
        check(s.stop() == 0, "stop")
        for file in (s.home / "db").iterdir():
            file.unlink()
        try:
            s.start()
            check(False, "it started")
        except AssertionError as refused:
            check("the database is empty" in str(refused), refused)


@journey
def a_clock_that_goes_back_holds_the_server_until_it_is_right_or_accepted():
    with FakedClock() as clock, Server(environment=clock.environment) as s:
        token = s.sign_in()
        s.call("POST", "/vault/keys2", {"name": "k", "algorithm": "AES"}, token)
        clock.set("-1h")
        status, answer = s.call("GET", "/vault/keys2/k", None, token)
        check(status == 503 and answer["type"] == "held", ("the very next request", status, answer))
        wait_for(lambda: "serving" in json.loads((s.home / "run.json").read_text()), "run.json")
        read_run(s)
        requires_health_alone(s, "clock-behind", "accept-clock")
        clock.set("+0h")
        check(s.call("GET", "/vault/keys2/k", None, token)[0] == 200, "the clock is right again")
        wait_for(lambda: "serving" not in json.loads((s.home / "run.json").read_text()), "run.json")
        clock.set("+1h")
        check(s.call("GET", "/readyz".replace("/", ":/", 1))[0] == 200, "forward is no reason to stop")
        s.call("POST", "/vault/keys2", {"name": "later", "algorithm": "AES"}, s.sign_in())
        clock.set("+0h")
        check(s.stop() == 0, "a clean stop with the clock behind")
        s.start()
        check(s.run["serving"] == "clock-behind", s.run)
        cli(s, "recover", "accept-clock", "--reason", "it had run ahead")
        read_run(s)
        check("it had run ahead" in json.dumps(recorded(s, s.sign_in(), "AcceptClock")), "reason")
        check(s.stop() == 0, "stop")
        s.start()
        check("serving" not in s.run, "accepted once and for all")
        check(json.loads(cli(s, "audit", "verify", "--json"))["ok"], "the log")


@journey
def a_certificate_is_renewed_before_it_ends_and_open_connections_stay():
    def shown():
        return ssl.get_server_certificate(("127.0.0.1", s.run["port"]))

    with FakedClock() as clock, Server(environment=clock.environment) as s:
        before = shown()
        connection = http.client.HTTPSConnection("127.0.0.1", s.run["port"], timeout=60, context=s.tls)
        connection.request("GET", "/readyz")
        check(connection.getresponse().read(), "ready")
        kept = connection.sock
        clock.set("+370d")
        wait_for(lambda: shown() != before, "the same certificate")
        connection.request("GET", "/readyz")
        check(connection.getresponse().read() == b'{"ready":true}' and connection.sock is kept, "the connection was dropped")
        renewed = shown()
        check(s.stop() == 0, "stop")
        s.start()
        check(shown() == renewed, "the renewed certificate after a restart")
