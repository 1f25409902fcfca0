"""A merchant's client in Python, with nothing but its standard library: it speaks the protocol of docs/client-protocol.md."""

import hashlib
import hmac
import http.client
import json
import os
import socket
import ssl
import sys
import threading
import time
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from itertools import chain
from urllib.parse import quote, urlencode, urlsplit


def attached(port):
    """The two ends of a connection to Countersign, with the first question, which holds the environment. Only a client that you start yourself needs this."""
    ends = time.monotonic() + 60
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port))
            break
        except OSError:
            if time.monotonic() > ends:
                sys.exit("nobody listens on port %d" % port)
            time.sleep(0.1)
    questions, answers = connection.makefile("rb"), connection.makefile("w", encoding="utf-8")
    first = questions.readline()
    if not first:
        sys.exit()
    os.environ.update(json.loads(first)["environment"])
    time.tzset()
    return chain([first], questions), answers


QUESTIONS, ANSWERS = sys.stdin.buffer, sys.stdout
if sys.argv[1:2] == ["--attach"]:
    QUESTIONS, ANSWERS = attached(int(sys.argv[2]))

BASE = urlsplit(os.environ["BASE_URL"])
# A key from a file or a variable often ends in a line feed.
API_KEY = os.environ["API_KEY"].strip()
API_SIGNATURE = os.environ["API_SIGNATURE"].strip()
READ_ONLY_KEY = os.environ["READ_ONLY_KEY"].strip()
DEADLINE = float(os.environ.get("DEADLINE_MS", "10000")) / 1000 * 0.9
TLS = ssl.create_default_context(cafile=os.environ.get("CA_FILE"))
PASSING = (408, 429, 502, 503, 504)
OPERATIONS = ["createDeposit", "depositStatus", "createRefund", "refundStatus", "paymentMethods", "exchangeRates"]

# How far the server's clock is ahead of ours, in seconds, as far as an answer 103 showed it.
ahead = 0.0
printing = threading.Lock()


class Number(str):
    """A number as it is spelled: 100.00 stays 100.00, and an amount never becomes another."""


def json_of(value):
    if isinstance(value, Number):
        return value
    if isinstance(value, dict):
        return "{" + ", ".join(json.dumps(name) + ": " + json_of(each) for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(json_of, value)) + "]"
    return json.dumps(value)


def x_date():
    return datetime.fromtimestamp(time.time() + ahead, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def send(method, path, body, headers, patience):
    """Sends once. Raises without an answer. Nothing is followed: a redirect is an answer like any other."""
    if BASE.scheme != "https":
        raise ValueError("BASE_URL is not https")
    connection = http.client.HTTPSConnection(BASE.hostname, BASE.port, timeout=patience, context=TLS)
    # The timeout of a socket starts again with each byte: this one ends the whole call.
    over = threading.Timer(patience, lambda: connection.sock and connection.sock.shutdown(socket.SHUT_RDWR))
    over.daemon = True
    over.start()
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        over.cancel()
        connection.close()


def code_of(body):
    try:
        return json.loads(body).get("code")
    except (ValueError, AttributeError):
        return None


def signed_call(method, path, body=b"", key=None):
    """Tries until there is an answer, twice more at most, each with a fresh date and the same key and body."""
    global ahead
    ends = time.monotonic() + DEADLINE
    tries, corrected = 0, False
    while True:
        tries += 1
        date = x_date()
        message = date.encode("ascii") + API_KEY.encode("utf-8") + body
        digest = hmac.new(API_SIGNATURE.encode("utf-8"), message, hashlib.sha256).hexdigest()
        headers = {"Authorization": "D24 " + digest, "X-Login": API_KEY, "X-Date": date, "Content-Type": "application/json"}
        if key is not None:
            headers["X-Idempotency-Key"] = key
        left = ends - time.monotonic()
        try:
            status, fields, answer = send(method, path, body if method == "POST" else None, headers, max(left, 0.001))
            if status == 400 and code_of(answer) == 103 and not corrected and fields["Date"]:
                server_time = parsedate_to_datetime(fields["Date"]).timestamp() + float(fields.get("Age", 0))
                ahead, corrected = server_time + 0.5 - time.time(), True
                continue
            if status not in PASSING or tries > 2 or ends - time.monotonic() < 0.3:
                return status, answer
        except (OSError, http.client.HTTPException):
            if tries > 2 or ends - time.monotonic() < 0.3:
                raise
        time.sleep(0.3)


def lookup(path, query):
    headers = {"Authorization": "Bearer " + READ_ONLY_KEY, "X-Login": API_KEY, "X-Date": x_date(), "Content-Type": "application/json"}
    status, _, answer = send("GET", path + "?" + urlencode(query), None, headers, DEADLINE)
    return status, answer


def ask(operation, args, action):
    if operation in ("createDeposit", "createRefund"):
        path = "/v3/deposits" if operation == "createDeposit" else "/v3/refunds"
        return signed_call("POST", path, json_of(args).encode("ascii"), action)
    if operation == "depositStatus":
        return signed_call("GET", "/v3/deposits/" + quote(str(args["deposit_id"]), safe=""))
    if operation == "refundStatus":
        return signed_call("GET", "/v3/refunds/" + quote(str(args["refund_id"]), safe=""))
    if operation == "paymentMethods":
        return lookup("/v3/payment_methods", args)
    if operation == "exchangeRates":
        return lookup("/v3/exchange_rates", args)
    raise ValueError("unknown operation " + operation)


def reply_to(question):
    operation = question["operation"]
    if operation == "capabilities":
        return {"ok": True, "result": {"protocol": 2, "operations": OPERATIONS, "retries": True, "process": os.getpid()}}
    try:
        status, body = ask(operation, question["args"], question["action"])
        if not 200 <= status <= 299:
            return {"ok": False, "error": {"message": "the API refused", "status": status, "code": code_of(body)}}
        result = json.loads(body, parse_float=Number)
        if not isinstance(result, (dict, list)):
            return {"ok": False, "error": {"message": "the answer is not an object", "status": status}}
        if operation == "depositStatus" and isinstance(result, dict):
            result["paid"] = result.get("status") == "COMPLETED"
        return {"ok": True, "result": result}
    except Exception as error:  # Whatever it is, the caller hears of a failure.
        return {"ok": False, "error": {"message": "%s: %s" % (type(error).__name__, error)}}


def answer(line):
    question = json.loads(line, parse_float=Number)
    reply = {"id": question["id"], **reply_to(question)}
    with printing:
        ANSWERS.write(json_of(reply) + "\n")
        ANSWERS.flush()


def main():
    at_work = []
    for line in QUESTIONS:
        thread = threading.Thread(target=answer, args=(line.decode("utf-8"),))
        thread.start()
        at_work.append(thread)
    for thread in at_work:
        thread.join()


main()
