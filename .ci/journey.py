"""What journeys are made of: a server of their own, its command line, and the list that is run."""
import base64, hashlib, http.client, json, os, pathlib, re, shutil, signal, socket, sqlite3, ssl, subprocess, sys, tempfile, threading, time, urllib.error, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
JOURNEYS = []


def journey(f):
    JOURNEYS.append(f)
    return f


def check(holds, why):
    if not holds:
        raise AssertionError(why)


class Server:
    def __init__(self, *more, home=None, environment=None, within=()):
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="claviger-journey-"))
        self.home = pathlib.Path(home) if home else self.work / "home"
        self.within = list(within)  # a command that runs the server in a poorer place
        self.more, self.environment = list(more), dict(os.environ, **(environment or {}))

    def command(self, *arguments):
        return [str(ROOT / "claviger"), *arguments]

    def start(self):
        self.log = open(self.work / "log", "ab")
        run = self.home / "run.json"
        if run.exists():
            run.unlink()
        self.process = subprocess.Popen(
            self.within + self.command("serve", "--home", str(self.home), "--port", "0", "--kmip-port", "0", "--metrics-port", "0", *self.more),
            cwd=self.work, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL, env=self.environment)
        until = time.monotonic() + 120
        while not run.exists():
            check(self.process.poll() is None, "serve ended with %s: %s" % (self.process.poll(), self.text()[-600:]))
            check(time.monotonic() < until, "not ready: " + self.text()[-600:])
            time.sleep(0.02)
        self.run = json.loads(run.read_text())
        self.tls = ssl.create_default_context(cafile=str(self.home / "ca.pem"))
        return self

    def text(self):
        return (self.work / "log").read_text(errors="replace")

    def kill(self):
        os.kill(self.run["pid"], signal.SIGKILL)
        self.process.wait(30)

    def stop(self, how=signal.SIGTERM):
        os.kill(self.run["pid"], how)
        return self.process.wait(30)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(30)
        shutil.rmtree(self.work, ignore_errors=True)

    def password(self):
        return (self.home / "initial-admin-password").read_text()

    def call(self, method, path, body=None, token=None, headers=None, raw=None):
        connection = http.client.HTTPSConnection("127.0.0.1", self.run["port"], timeout=60, context=self.tls)
        try:
            data = raw if raw is not None else (None if body is None else json.dumps(body).encode())
            all_headers = {"Content-Type": "application/json"} if data is not None else {}
            if token:
                all_headers["Authorization"] = "Bearer " + token
            all_headers.update(headers or {})
            connection.request(method, "/api/v1" + path if path.startswith("/") else path[1:], body=data, headers=all_headers)
            answer = connection.getresponse()
            text = answer.read()
            self.headers = {k.lower(): v for k, v in answer.getheaders()}
            return answer.status, (json.loads(text) if text and "json" in self.headers.get("content-type", "") else text)
        finally:
            connection.close()

    def sign_in(self, name="admin", password=None):
        status, body = self.call("POST", "/auth/tokens", {"username": name, "password": password or self.password()})
        check(status == 200, "sign-in: %s %s" % (status, body))
        return body["jwt"]

    def user(self, admin, name, *groups):
        password = "correct horse " + name
        status, user = self.call("POST", "/usermgmt/users", {"username": name, "password": password}, admin)
        check(status == 201, (status, user))
        for group in groups:
            status, body = self.call("POST", "/usermgmt/groups/%s/users/%s" % (group.replace(" ", "%20"), user["user_id"].replace("|", "%7C")), None, admin)
            check(status == 200, (status, body))
        return self.sign_in(name, password)


def cli(server, *arguments, stdin=b"", expect=0):
    environment = dict(os.environ, CLAVIGER_CONFIG=str(server.work / "sessions"))
    done = subprocess.run(server.command(*arguments, "--home", str(server.home)), cwd=server.work, input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    check(done.returncode == expect, "claviger %s: %d %s %s" % (" ".join(arguments), done.returncode, done.stdout[-400:], done.stderr[-400:]))
    return done.stdout


def run():
    passed = failed = 0
    for f in JOURNEYS:
        name = f.__name__.replace("_", " ")
        if len(sys.argv) > 1 and sys.argv[1] not in name:
            continue
        try:
            f()
            passed += 1
            print("PASS  " + name, flush=True)
        except Exception as why:  # a journey that breaks has failed; the others go on
            failed += 1
            print("FAIL  %s -- %s: %s" % (name, type(why).__name__, why), flush=True)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0
