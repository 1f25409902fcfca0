"""A receiver of deposit notifications to read, and to copy from: it verifies the raw bytes, asks the API for the status, releases an order once, and
answers when that is on the disk. Run it with `python3 receiver.py`; what it needs is in its environment:

  API_KEY, API_SIGNATURE   the merchant's keys      STATUS_API   base URL of the Deposits API      ORDERS   the SQLite file
  PORT                     where to listen          OLD_API_SIGNATURE   beside the new one, while a rotation overlaps

Beside `POST /notifications` it has two endpoints for tests, on the same loopback port: `POST /orders` and `GET /releases/ID`.
"""

import hashlib
import hmac
import json
import os
import re
import sqlite3
import sys
import threading
import urllib.error
import urllib.request
from datetime import datetime, timezone
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEYS = {"login": os.environ["API_KEY"], "secret": os.environ["API_SIGNATURE"], "old": os.environ.get("OLD_API_SIGNATURE", "")}
STATUS_API = os.environ["STATUS_API"]
LONGEST_BODY = 256 * 1024
STATUS_TIMEOUT_SECONDS = 3

DB = sqlite3.connect(os.environ.get("ORDERS", ":memory:"), check_same_thread=False, isolation_level=None)
LOCK = threading.Lock()
# Every commit reaches the disk before it returns: what is acknowledged is not lost.
DB.executescript("""PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS orders (deposit_id TEXT PRIMARY KEY, invoice_id TEXT, amount TEXT, currency TEXT, releases INTEGER DEFAULT 0)""")


def sql(statement, *values):
    with LOCK:
        return DB.execute(statement, values).fetchone()


def signature(secret, *parts):
    return hmac.new(secret.encode(), b"".join(parts), hashlib.sha256).hexdigest()


def verified(headers, body):
    """The same rule as for requests: X-Date, X-Login and the raw body under the API Signature, as 64 hex digits behind `D24 `."""
    authorization, date, login = (headers.get_all(name, []) for name in ("Authorization", "X-Date", "X-Login"))
    if not (len(authorization) == len(date) == len(login) == 1) or not re.fullmatch(r"D24 [0-9a-f]{64}", authorization[0], re.ASCII):
        return False
    message = (date[0].encode("latin-1"), login[0].encode("latin-1"), body)
    return any(secret and hmac.compare_digest(signature(secret, *message), authorization[0][4:]) for secret in (KEYS["secret"], KEYS["old"]))


def deposit_in(body):
    """The deposit that a body names, as text."""
    try:
        value = json.loads(body.decode("utf-8"))["deposit_id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    # True is an int to Python.
    return str(value) if type(value) is int and 0 < value < 2**53 else None


def status_of(deposit_id):
    """What the API says of a deposit: None where it knows none. Raises where it could not be asked: the notification then comes again."""
    date = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    headers = {"X-Date": date, "X-Login": KEYS["login"], "Authorization": "D24 " + signature(KEYS["secret"], date.encode(), KEYS["login"].encode())}
    request = urllib.request.Request(f"{STATUS_API}/v3/deposits/{deposit_id}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=STATUS_TIMEOUT_SECONDS) as response:
            deposit = json.loads(response.read().decode("utf-8"), parse_float=Decimal)
    except urllib.error.HTTPError as error:
        if error.code in (400, 404):
            return None
        raise
    deposit["status"]  # An answer without a status is none.
    return deposit


def notified(headers, body):
    """Handles one notification; gives the status of the answer. Whatever is not 2XX is delivered again."""
    if not verified(headers, body):
        return 401
    deposit_id = deposit_in(body)
    if deposit_id is None:
        return 400
    order = sql("SELECT invoice_id, amount, currency, releases FROM orders WHERE deposit_id = ?", deposit_id)
    if order is None:
        return 404
    invoice_id, amount, currency, releases = order
    if releases > 0:
        return 200
    deposit = status_of(deposit_id)
    if deposit is None:
        return 404
    # Not paid yet is not a failure: the next change of its status is notified too, with the same body.
    if deposit["status"] != "COMPLETED":
        return 200
    if Decimal(amount) != deposit["local_amount"] or currency != deposit["currency"] or invoice_id != deposit["invoice_id"]:
        return 200  # A person has to look at it.
    # Asks and writes in one statement: of several deliveries at once, one finds releases = 0.
    sql("UPDATE orders SET releases = releases + 1 WHERE deposit_id = ? AND releases = 0", deposit_id)
    return 200


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, value=None):
        body = json.dumps(value or {}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > LONGEST_BODY:
            while length > 0:
                length -= len(self.rfile.read(min(length, 65536)) or b" " * length)
            return self.answer(413)
        body = self.rfile.read(length)
        try:
            self.route(body)
        except Exception:
            self.answer(503)

    def route(self, body):
        if self.path == "/notifications":
            self.answer(notified(self.headers, body) if self.command == "POST" else 405)
        elif self.command == "POST" and self.path == "/orders":
            order = json.loads(body)
            values = (order["depositId"], order["invoiceId"], order["amount"], order["currency"])
            sql("INSERT OR IGNORE INTO orders (deposit_id, invoice_id, amount, currency) VALUES (?, ?, ?, ?)", *values)
            self.answer(201)
        elif self.command == "GET" and self.path.startswith("/releases/"):
            found = sql("SELECT releases FROM orders WHERE deposit_id = ?", self.path[len("/releases/"):])
            self.answer(200, {"releases": found[0] if found else 0})
        else:
            self.answer(404)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = handle_any

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


server = Server(("127.0.0.1", int(os.environ.get("PORT", "0"))), Receiver)
print(f"listening on {server.server_address[1]}", flush=True)
try:
    server.serve_forever()
except KeyboardInterrupt:
    sys.exit(0)
