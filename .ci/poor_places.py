"""Journeys of a server that lacks something: room, memory, a writable disk, a second core, IPv6, locked memory."""
import json, os, pathlib, shutil, subprocess, tempfile, time

from journey import Server, check, cli, journey


def do(*command):
    subprocess.run(command, check=True, capture_output=True)


def refused_in_one_line(server, *expected):
    done = subprocess.run(server.within + server.command("serve", "--home", str(server.home), "--port", "0", *server.more), capture_output=True, text=True, timeout=120)
    lines = done.stderr.strip().splitlines()
    check(done.returncode == 1 and len(lines) == 1 and all(e in lines[0] for e in expected), (done.returncode, done.stderr))


def serves(server):
    """A key is made and used, and both are on record."""
    admin = server.sign_in()
    status, key = server.call("POST", "/vault/keys2", {"algorithm": "AES", "name": "k%d" % time.monotonic_ns()}, admin)
    check(status == 201, (status, key))
    status, sealed = server.call("POST", "/crypto/encrypt", {"id": key["id"], "plaintext": "YQ=="}, admin)
    check(status == 200, (status, sealed))
    status, opened = server.call("POST", "/crypto/decrypt", sealed, admin)
    check(status == 200 and opened["plaintext"] == "YQ==", opened)
    return admin


class SmallDisk:
    """A file system of its own for a home."""

    def __init__(self, mib):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="claviger-disk-"))
        do("mount", "-t", "tmpfs", "-o", "size=%dm" % mib, "tmpfs", str(self.folder))

    def fill(self):
        with open(self.folder / "filler", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 65536)
            except OSError:
                pass
        # what is smaller than a block of the filler
        with open(self.folder / "filler2", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 512)
            except OSError:
                pass

    def free(self):
        (self.folder / "filler").unlink()
        (self.folder / "filler2").unlink()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", str(self.folder)])
        self.folder.rmdir()


@journey
def a_home_that_cannot_be_written_is_refused_in_one_line():
    with Server() as s:
        serves(s)
        check(s.stop() == 0, "stop")
        s.within = ["unshare", "-m", "sh", "-c", 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"', str(s.home)]
        refused_in_one_line(s, str(s.home))
        s.within = []
        s.start()
        serves(s)


@journey
def a_full_disk_refuses_and_recovers_without_a_restart():
    with SmallDisk(64) as disk, Server("--set", "audit.segment=1", home=disk.folder / "home") as s:
        admin = serves(s)
        s.call("POST", "/vault/keys2", {"name": "k", "algorithm": "AES"}, admin)
        acknowledged = []
        disk.fill()
        until = time.monotonic() + 60
        refused = set()
        while len(refused) < 2:
            check(time.monotonic() < until, "the disk is full and nothing is refused: %s" % refused)
            for what, path, body in (("change", "/vault/keys2", {"name": "n%d" % time.monotonic_ns(), "algorithm": "AES"}), ("use", "/crypto/encrypt", {"id": "k", "plaintext": "YWFh" * 1000})):
                status, answer = s.call("POST", path, body, admin)
                check(status in (200, 201, 503), (what, status, answer))
                if status == 503:
                    refused.add(what)
                    check(answer["code"] == 21, answer)
                elif what == "change":
                    acknowledged.append(answer["id"])
        check(s.call("GET", ":/healthz")[0] == 200, "it lives")
        disk.free()
        until = time.monotonic() + 30
        while True:
            status, answer = s.call("POST", "/crypto/encrypt", {"id": "k", "plaintext": "YQ=="}, admin)
            if status == 200:
                break
            check(status == 503 and time.monotonic() < until, ("there is room again", status, answer))
            time.sleep(0.2)
        serves(s)
        for key in acknowledged:
            check(s.call("GET", "/vault/keys2/" + key, None, admin)[0] == 200, "an acknowledged key is gone")
        check(s.stop() == 0, "stop")
        check(json.loads(cli(s, "audit", "verify", "--json"))["ok"], "the log")
        disk.fill()
        done = subprocess.run(s.command("serve", "--home", str(s.home), "--port", "0", *s.more), capture_output=True, text=True, timeout=60)
        check(done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1, ("start on a full disk", done.returncode, done.stderr))
        disk.free()
        s.start()
        serves(s)


@journey
def a_full_journal_refuses_uses_and_still_lets_an_administrator_look():
    with Server("--set", "audit.segment=1", "--set", "audit.quota=2") as s:
        admin = serves(s)
        s.call("POST", "/vault/keys2", {"name": "k", "algorithm": "AES"}, admin)
        status, until = 200, time.monotonic() + 120
        import http.client
        connection = http.client.HTTPSConnection("127.0.0.1", s.run["port"], timeout=60, context=s.tls)
        while status == 200:
            check(time.monotonic() < until, "the journal never fills")
            connection.request("POST", "/api/v1/crypto/encrypt", b'{"id":"k","plaintext":"YQ=="}', {"Content-Type": "application/json", "Authorization": "Bearer " + admin})
            answer = connection.getresponse()
            status, text = answer.status, answer.read()
            if status == 401:
                admin, status = s.sign_in(), 200
        connection.close()
        check(status == 503, (status, text))
        again = s.sign_in()
        status, page = s.call("GET", "/audit/records?limit=1", None, again)
        check(status == 200 and page["total"] > 0, (status, page))
        check(s.stop() == 0, "stop")
        s.more = ["--set", "audit.segment=1", "--set", "audit.quota=8"]
        s.start()
        serves(s)


@journey
def one_core_no_ipv6_no_locked_memory_and_half_a_gibibyte_are_enough():
    with Server(within=["taskset", "-c", "0"]) as s:
        serves(s)
        check(s.stop() == 0, "stop")
        s.within = ["setpriv", "--bounding-set=-ipc_lock,-sys_resource", "--inh-caps=-ipc_lock,-sys_resource", "prlimit", "--memlock=0:0"]
        s.start()
        serves(s)
        check("not locked" in s.text(), "no warning: " + s.text())
        check(s.stop() == 0, "stop")
        with_512_mib(s)
    script = 'ip link set lo up && sysctl -qw net.ipv6.conf.all.disable_ipv6=1 && exec "$@"'
    with Server(within=["unshare", "-n", "sh", "-c", script, "sh"]) as s:
        inside = ["nsenter", "-t", str(s.run["pid"]), "-n"]
        done = subprocess.run([*inside, "curl", "-s", "--cacert", str(s.home / "ca.pem"), "https://127.0.0.1:%d/readyz" % s.run["port"]], capture_output=True, text=True)
        check(done.stdout == '{"ready":true}', done)


def with_512_mib(s):
    group = pathlib.Path("/sys/fs/cgroup/memory/claviger-%d" % os.getpid())
    unified = pathlib.Path("/sys/fs/cgroup/claviger-%d" % os.getpid())
    try:
        if group.parent.is_dir():
            group.mkdir()
            (group / "memory.limit_in_bytes").write_text(str(512 << 20))
        else:
            group = unified
            group.mkdir()
            (group / "memory.max").write_text(str(512 << 20))
        s.within = ["sh", "-c", 'echo $$ > "$0/cgroup.procs" && exec "$@"', str(group)]
    except OSError:
        print("no control group here: the process' own peak is measured")
        s.within, s.environment = [], dict(s.environment, CLAVIGER_HEAP="128")
    s.start()
    admin = serves(s)
    for n in range(300):
        s.call("POST", "/vault/keys2", {"name": "m%d" % n, "algorithm": "AES"}, admin)
        check(s.call("POST", "/crypto/encrypt", {"id": "m%d" % n, "plaintext": "YWFh" * 10000}, admin)[0] == 200, "encrypt")
    peak = int([line for line in open("/proc/%d/status" % s.run["pid"]) if line.startswith("VmHWM")][0].split()[1])
    check(peak < 512 * 1024, "peak %d KiB" % peak)
    check(s.stop() == 0, "stop")
    if group.is_dir():
        time.sleep(0.2)
        group.rmdir()
