"""A receiver of deposit notifications to read, and to copy from: it verifies the raw bytes, asks the API for the status, releases an order once, and
answers when that is on the disk. Run it with `python3 receiver.py`; what it needs is in its environment:

  API_KEY, API_SIGNATURE   the merchant's keys      STATUS_API   base URL of the Deposits API      ORDERS   the SQLite file
  PORT                     where to listen          OLD_API_SIGNATURE   beside the new one, while a rotation overlaps

Beside `POST /notifications` it has four endpoints for tests, on the same loopback port: `POST /orders`, `GET /releases/DEPOSIT_ID`,
`POST /orders/DEPOSIT_ID/refund`, which refunds the whole order, and `GET /refunds/REFUND_ID`, which says how often that refund counts.
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
import uuid
from datetime import datetime, timezone
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEYS = {"login": os.environ["API_KEY"], "secret": os.environ["API_SIGNATURE"], "old": os.environ.get("OLD_API_SIGNATURE", "")}
STATUS_API = os.environ["STATUS_API"]
LONGEST_BODY = 256 * 1024
STATUS_TIMEOUT_SECONDS = 3
REFUND_TIMEOUT_SECONDS = 10

DB = sqlite3.connect(os.environ.get("ORDERS", ":memory:"), check_same_thread=False, isolation_level=None)
LOCK = threading.Lock()
# Every commit reaches the disk before it returns: what is acknowledged is not lost.
DB.executescript("""PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS orders (deposit_id TEXT PRIMARY KEY, invoice_id TEXT, amount TEXT, currency TEXT, releases INTEGER DEFAULT 0, refund_key TEXT);
  CREATE TABLE IF NOT EXISTS refunds (refund_id TEXT PRIMARY KEY, status TEXT)""")


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


def named_in(body):
    """The member of a body that names a deposit or a refund, and the id as text."""
    try:
        value = json.loads(body.decode("utf-8"))
        name = next(name for name in ("deposit_id", "refund_id") if name in value)
    except (ValueError, TypeError, StopIteration, RecursionError):
        return None, None
    # True is an int to Python.
    return name, str(value[name]) if type(value) is dict and type(value[name]) is int and 0 < value[name] < 2**53 else None


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is a failure: urllib would take all headers to the other host."""

    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(NoRedirect)


def call(path, body=None, more={}, timeout=STATUS_TIMEOUT_SECONDS):
    """One signed call: a POST where it has a body."""
    date = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    authorization = "D24 " + signature(KEYS["secret"], date.encode(), KEYS["login"].encode(), body or b"")
    headers = {"Content-Type": "application/json", "X-Date": date, "X-Login": KEYS["login"], "Authorization": authorization, **more}
    with OPENER.open(urllib.request.Request(STATUS_API + path, data=body, headers=headers), timeout=timeout) as response:
        return json.loads(response.read().decode("utf-8"), parse_float=Decimal)


def status_of(path):
    """What the API says of a deposit or refund: None where it knows none. Raises where it could not be asked: the notification then comes again."""
    try:
        told = call(path)
    except urllib.error.HTTPError as error:
        if error.code in (400, 404):
            return None
        raise
    told["status"]  # An answer without a status is none.
    return told


def refund_notified(refund_id):
    """A refund counts once by its id, when the API says that it is completed and its deposit belongs to an order."""
    refund = status_of(f"/v3/refunds/{refund_id}")
    if refund is None or sql("SELECT 1 FROM orders WHERE deposit_id = ?", str(refund["deposit_id"])) is None:
        return 404
    learn_refund(refund_id)
    sql("UPDATE refunds SET status = ? WHERE refund_id = ? AND status <> 'COMPLETED'", refund["status"], refund_id)
    return 200


def learn_refund(refund_id):
    """A refund is one row, whether its id comes first from the answer to our own call or from a notification."""
    sql("INSERT OR IGNORE INTO refunds (refund_id, status) VALUES (?, '')", refund_id)


def refund_order(deposit_id):
    """Refunds a whole order. Its notification may be faster than the answer, so neither of them counts the refund by itself."""
    # One refund of a whole order is one operation, so it has one key, which is stored before it is sent.
    sql("UPDATE orders SET refund_key = ? WHERE deposit_id = ? AND refund_key IS NULL", str(uuid.uuid4()), deposit_id)
    order = sql("SELECT invoice_id, amount, refund_key FROM orders WHERE deposit_id = ?", deposit_id)
    if order is None:
        return 404
    invoice_id, amount, key = order
    body = f'{{"deposit_id":{deposit_id},"invoice_id":{json.dumps(invoice_id)},"amount":{amount}}}'.encode()
    learn_refund(str(call("/v3/refunds", body, {"X-Idempotency-Key": key}, REFUND_TIMEOUT_SECONDS)["refund_id"]))
    return 200


def notified(headers, body):
    """Handles one notification; gives the status of the answer. Whatever is not 2XX is delivered again."""
    if not verified(headers, body):
        return 401
    name, named = named_in(body)
    if named is None:
        return 400
    return refund_notified(named) if name == "refund_id" else deposit_notified(named)


def deposit_notified(deposit_id):
    order = sql("SELECT invoice_id, amount, currency, releases FROM orders WHERE deposit_id = ?", deposit_id)
    if order is None:
        return 404
    invoice_id, amount, currency, releases = order
    if releases > 0:
        return 200
    deposit = status_of(f"/v3/deposits/{deposit_id}")
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
        elif self.command == "POST" and re.fullmatch(r"/orders/[0-9]+/refund", self.path):
            self.answer(refund_order(self.path.split("/")[2]))
        elif self.command == "GET" and self.path.startswith("/refunds/"):
            found = sql("SELECT count(*) FROM refunds WHERE refund_id = ? AND status = 'COMPLETED'", self.path[len("/refunds/"):])
            self.answer(200, {"refunds": found[0]})
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
