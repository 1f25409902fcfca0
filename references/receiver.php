<?php
/**
 * A receiver of deposit notifications to read, and to copy from: it verifies the raw bytes, asks the API for the status, releases an order once, and
 * answers when that is on disk. Run it with `php -S 127.0.0.1:8080 receiver.php`; what it needs is in its environment:
 *
 *   API_KEY, API_SIGNATURE   the merchant's keys      STATUS_API   base URL of the Deposits API      ORDERS   a folder, with a file for each order
 *   PHP_CLI_SERVER_WORKERS   how many are worked on   OLD_API_SIGNATURE   beside the new one, while a rotation overlaps
 *
 * Beside `POST /notifications` it has two endpoints for tests, on the same loopback port: `POST /orders` and `GET /releases/ID`.
 */
declare(strict_types=1);

const LONGEST_BODY = 256 * 1024;
const STATUS_TIMEOUT_SECONDS = 3;

function signature(string $secret, string ...$parts): string
{
    return hash_hmac('sha256', implode('', $parts), $secret);
}

/** The same rule as for requests: X-Date, X-Login and the raw body under the API Signature, as 64 hex digits behind `D24 `. */
function verified(string $body): bool
{
    $date = $_SERVER['HTTP_X_DATE'] ?? null;
    $login = $_SERVER['HTTP_X_LOGIN'] ?? null;
    if ($date === null || $login === null || !preg_match('/^D24 ([0-9a-f]{64})$/D', $_SERVER['HTTP_AUTHORIZATION'] ?? '', $found)) {
        return false;
    }
    foreach (['API_SIGNATURE', 'OLD_API_SIGNATURE'] as $name) {
        $secret = (string) getenv($name);
        if ($secret !== '' && hash_equals(signature($secret, $date, $login, $body), $found[1])) {
            return true;
        }
    }
    return false;
}

/** The deposit that a body names. `json_decode` refuses ill-formed UTF-8, and an integer has 64 bits. */
function depositIn(string $body): ?string
{
    $value = json_decode($body, true);
    $id = is_array($value) ? $value['deposit_id'] ?? null : null;
    return is_int($id) && $id > 0 ? (string) $id : null;
}

/** What the API says about a deposit: null where it knows none. Throws where it could not be asked: the notification then comes again. */
function statusOf(string $depositId): ?array
{
    $date = gmdate('Y-m-d\TH:i:s\Z');
    $login = (string) getenv('API_KEY');
    $hash = signature((string) getenv('API_SIGNATURE'), $date, $login);
    $context = stream_context_create(['http' => [
        'header' => ["X-Date: $date", "X-Login: $login", "Authorization: D24 $hash", 'Connection: close'],
        'timeout' => STATUS_TIMEOUT_SECONDS,
        'follow_location' => 0,
        'ignore_errors' => true,
    ]]);
    $answer = @file_get_contents(getenv('STATUS_API') . "/v3/deposits/$depositId", false, $context);
    $status = (int) (explode(' ', $http_response_header[0] ?? '')[1] ?? 0);
    if ($status === 400 || $status === 404) {
        return null;
    }
    $deposit = json_decode((string) $answer, true);
    if ($status !== 200 || !is_array($deposit) || !is_string($deposit['status'] ?? null)) {
        throw new RuntimeException("The status API answered $status.");
    }
    return $deposit;
}

function fileOf(string $depositId): string
{
    return getenv('ORDERS') . '/' . preg_replace('/\D/', '', $depositId) . '.json';
}

function orderOf(string $depositId): ?array
{
    $text = @file_get_contents(fileOf($depositId));
    return $text === false ? null : json_decode($text, true);
}

/** Another file takes the place of the old one when it is on disk, so that a crash leaves one of the two whole. */
function store(string $depositId, array $order): void
{
    $aside = fileOf($depositId) . '.' . getmypid();
    $file = fopen($aside, 'wb');
    fwrite($file, json_encode($order));
    fsync($file);
    fclose($file);
    rename($aside, fileOf($depositId));
}

/** Of several deliveries at once, one finds that it is not released. */
function releaseOnce(string $depositId): void
{
    $lock = fopen(fileOf($depositId) . '.lock', 'cb');
    flock($lock, LOCK_EX);
    $order = orderOf($depositId);
    if ($order !== null && $order['releases'] === 0) {
        store($depositId, ['releases' => 1] + $order);
    }
    fclose($lock);
}

/** Handles one notification and returns the status of the answer. After any status but 2XX it is delivered again. */
function notified(string $body): int
{
    if (!verified($body)) {
        return 401;
    }
    $depositId = depositIn($body);
    if ($depositId === null) {
        return 400;
    }
    $order = orderOf($depositId);
    if ($order === null) {
        return 404;
    }
    if ($order['releases'] > 0) {
        return 200;
    }
    $deposit = statusOf($depositId);
    if ($deposit === null) {
        return 404;
    }
    // Not paid yet is not a failure: the next change of its status is notified too, with the same body.
    if ($deposit['status'] !== 'COMPLETED') {
        return 200;
    }
    $same = (float) $order['amount'] === (float) ($deposit['local_amount'] ?? 0)
        && $order['currency'] === ($deposit['currency'] ?? null)
        && $order['invoiceId'] === ($deposit['invoice_id'] ?? null);
    if ($same) { // Else a person has to look at it.
        releaseOnce($depositId);
    }
    return 200;
}

function answered(string $method, string $path, string $body): array
{
    if ($path === '/notifications') {
        return [$method === 'POST' ? notified($body) : 405, []];
    }
    if ($method === 'POST' && $path === '/orders') {
        $order = json_decode($body, true);
        if (orderOf($order['depositId']) === null) {
            store($order['depositId'], ['releases' => 0] + $order);
        }
        return [201, []];
    }
    if ($method === 'GET' && str_starts_with($path, '/releases/')) {
        return [200, ['releases' => orderOf(substr($path, 10))['releases'] ?? 0]];
    }
    return [404, []];
}

$body = (string) file_get_contents('php://input');
try {
    [$status, $value] = strlen($body) > LONGEST_BODY
        ? [413, []]
        : answered($_SERVER['REQUEST_METHOD'], (string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH), $body);
} catch (Throwable) {
    [$status, $value] = [503, []];
}
http_response_code($status);
header('Content-Type: application/json');
echo json_encode((object) $value);
