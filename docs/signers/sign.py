# Signs for the Deposits API: python3 sign.py answers the questions of `countersign vectors --exec`.
import base64, hashlib, hmac, json, sys


def authorization(x_date: str, x_login: str, api_signature: bytes, body: bytes) -> str:
    message = x_date.encode() + x_login.encode() + body
    return "D24 " + hmac.new(api_signature, message, hashlib.sha256).hexdigest()


for line in sys.stdin:
    q = json.loads(line)
    key, body = base64.b64decode(q["apiSignatureBase64"]), base64.b64decode(q["bodyBase64"])
    print(json.dumps({"id": q["id"], "authorization": authorization(q["xDate"], q["xLogin"], key, body)}))
