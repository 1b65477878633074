"""Private MariaDB and Redis: on loopback, on free ports, with their data under the bench.

The machine's own servers, should it have any, are never touched.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from dev import paths, stamps
from dev.progress import StepError, run, step
from dev.system import program

HOST = "127.0.0.1"
READY_SECONDS = 60
STOP_SECONDS = 20
# The kernel takes no longer path than this for a socket (108 with the closing zero).
SOCKET_PATH_LIMIT = 100


def port(name: str) -> int:
	"""The port of a server: remembered, and chosen again only when another process has taken it."""
	file = paths.CONFIG / "ports.json"
	ports = json.loads(file.read_text()) if file.exists() else {}
	if name not in ports or not (is_running(name) or _is_free(ports[name])):
		ports[name] = _free_port(set(ports.values()))
		stamps.write_whole(file, json.dumps(ports, indent=1))
	return ports[name]


def _is_free(number: int) -> bool:
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind((HOST, number))
		except OSError:
			return False
	return True


def _free_port(taken: set[int]) -> int:
	while True:
		with socket.socket() as probe:
			probe.bind((HOST, 0))
			number = probe.getsockname()[1]
		if number not in taken:
			return number


# Processes that stay: started apart from the terminal, known again by pid and start time.


def start(
	name: str, command: Sequence[str | Path], *, cwd: Path | None = None, env: dict[str, str] | None = None
) -> None:
	"""Start a server in the background, unless it runs already."""
	if is_running(name):
		return
	with (paths.LOGS / f"{name}.log").open("ab") as log:
		process = subprocess.Popen(
			[str(word) for word in command],
			cwd=cwd or paths.BENCH,
			env=env or paths.bench_environment(),
			stdin=subprocess.DEVNULL,
			stdout=log,
			stderr=log,
			start_new_session=True,
		)
	record = {"pid": process.pid, "started": _start_time(process.pid)}
	stamps.write_whole(paths.RUN / f"{name}.json", json.dumps(record))


def is_running(name: str) -> bool:
	return _pid(name) is not None


def _pid(name: str) -> int | None:
	"""The pid of a server that we started; None when it ended or the pid is somebody else's by now."""
	file = paths.RUN / f"{name}.json"
	if not file.exists():
		return None
	record = json.loads(file.read_text())
	if record["started"] is None or _start_time(record["pid"]) != record["started"]:
		return None
	return record["pid"]


def _start_time(pid: int) -> str | None:
	"""When the process began, in the kernel's ticks; None for one that is gone or a zombie."""
	try:
		fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
	except OSError:
		return None
	return None if fields[0] == "Z" else fields[19]


def stop(name: str) -> bool:
	"""End a server that we started; False when there was none."""
	pid = _pid(name)
	if pid is not None:
		os.kill(pid, signal.SIGTERM)
		deadline = time.monotonic() + STOP_SECONDS
		while _pid(name) is not None and time.monotonic() < deadline:
			time.sleep(0.05)
		if _pid(name) is not None:
			os.kill(pid, signal.SIGKILL)
	(paths.RUN / f"{name}.json").unlink(missing_ok=True)
	return pid is not None


def running() -> list[str]:
	"""The names of all servers of this bench that run, the last started first."""
	records = sorted(paths.RUN.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
	return [file.stem for file in records if is_running(file.stem)]


def wait_for_port(name: str, number: int) -> None:
	"""Wait until a server answers.

	Raises:
		StepError: it ended, or does not answer within a minute.
	"""
	deadline = time.monotonic() + READY_SECONDS
	while time.monotonic() < deadline:
		with socket.socket() as probe:
			if not probe.connect_ex((HOST, number)):
				return
		if not is_running(name):
			break
		time.sleep(0.05)
	raise StepError(
		f"{name} does not answer on {HOST}:{number}.",
		"The log says why; `make stop` and the same command again is the first thing to try.",
		paths.LOGS / f"{name}.log",
	)


# What Frappe needs of them.


def ensure() -> None:
	"""Start what does not run yet, and tell Frappe where it is."""
	for name in ("redis_cache", "redis_queue"):
		_start_redis(name)
	_start_mariadb()
	for name in ("redis_cache", "redis_queue", "mariadb"):
		wait_for_port(name, port(name))
	_set_root_password()
	_write_common_site_config()


def _start_redis(name: str) -> None:
	if is_running(name):
		return
	folder = paths.DATA / name
	folder.mkdir(exist_ok=True)
	options = {"bind": HOST, "port": str(port(name)), "dir": str(folder), "save": "", "appendonly": "no"}
	command = [program("redis-server")]
	for option, value in options.items():
		command += [f"--{option}", value]
	start(name, command)


def _start_mariadb() -> None:
	data = paths.DATA / "mariadb"
	if not data.exists():
		with step("Private MariaDB"):
			temporary = paths.DATA / "mariadb.tmp"
			shutil.rmtree(temporary, ignore_errors=True)
			temporary.mkdir()
			install = [program("mariadb-install-db"), "--no-defaults", f"--datadir={temporary}"]
			install += ["--auth-root-authentication-method=normal", "--skip-test-db"]
			run([*install, *_as_user()], "mariadb-install")
			temporary.rename(data)
	if is_running("mariadb"):
		return
	# Of its own: a server that starts clears away what it takes for leftovers, in use by another or not.
	temporary = paths.DATA / "mariadb-tmp"
	temporary.mkdir(exist_ok=True)
	command = [
		program("mariadbd"),
		"--no-defaults",
		f"--datadir={data}",
		f"--tmpdir={temporary}",
		*_as_user(),
	]
	command += [f"--bind-address={HOST}", f"--port={port('mariadb')}", f"--socket={_mariadb_socket()}"]
	command += ["--skip-name-resolve", "--skip-log-bin", "--max-allowed-packet=256M"]
	command += ["--character-set-server=utf8mb4", "--collation-server=utf8mb4_unicode_ci"]
	# A bench to throw away: a power cut may cost its last second, a killed server costs nothing.
	command += ["--innodb-flush-log-at-trx-commit=2", "--innodb-buffer-pool-size=256M"]
	start("mariadb", command)


def _as_user() -> list[str]:
	"""MariaDB refuses to run as root unless told so by name."""
	return ["--user=root"] if os.geteuid() == 0 else []


def _mariadb_socket() -> Path:
	path = paths.RUN / "mariadb.sock"
	if len(str(path)) < SOCKET_PATH_LIMIT:
		return path
	return Path(tempfile.gettempdir()) / f"stakeholder-crm-{stamps.hash_of(str(paths.BENCH))}.sock"


def root_password() -> str:
	"""The password of this MariaDB's root; made once, readable by this user only."""
	file = paths.CONFIG / "mariadb-root-password"
	if not file.exists():
		stamps.write_whole(file, secrets.token_hex(16))
	return file.read_text()


def _set_root_password() -> None:
	check = [program("mariadb"), *mariadb_options(), "-e", "SELECT 1"]
	if not subprocess.run(check, capture_output=True).returncode:
		return
	sql = paths.CONFIG / "mariadb-setup.sql"
	stamps.write_whole(
		sql,
		f"CREATE OR REPLACE USER 'root'@'%' IDENTIFIED BY '{root_password()}';"
		"GRANT ALL PRIVILEGES ON *.* TO 'root'@'%' WITH GRANT OPTION;"
		"DELETE FROM mysql.global_priv WHERE User = 'root' AND Host <> '%' OR User = '';"
		"FLUSH PRIVILEGES;",
	)
	client = [program("mariadb"), "--no-defaults", "-uroot", f"--socket={_mariadb_socket()}"]
	run(client, "mariadb-install", stdin=sql)
	sql.unlink()


def give_memory(megabytes: int) -> None:
	"""Let MariaDB keep so much of its data in memory, until it is restarted."""
	statement = f"SET GLOBAL innodb_buffer_pool_size = {megabytes * 1024 * 1024}"
	run([program("mariadb"), *mariadb_options(), "-e", statement], "mariadb-memory")


def mariadb_options() -> list[str]:
	"""Options with which MariaDB's own programs reach this server as root."""
	file = paths.CONFIG / "mariadb-client.cnf"
	content = f"[client]\nhost={HOST}\nport={port('mariadb')}\nuser=root\npassword={root_password()}\n"
	if not file.exists() or file.read_text() != content:
		stamps.write_whole(file, content)
	return [f"--defaults-file={file}"]


def _write_common_site_config() -> None:
	queue = f"redis://{HOST}:{port('redis_queue')}"
	config = {
		"db_host": HOST,
		"db_port": port("mariadb"),
		"redis_cache": f"redis://{HOST}:{port('redis_cache')}",
		"redis_queue": queue,
		"redis_socketio": queue,
		"server_script_enabled": 0,
	}
	text = json.dumps(config, indent=1)
	file = paths.SITES / "common_site_config.json"
	if not file.exists() or file.read_text() != text:
		stamps.write_whole(file, text)
