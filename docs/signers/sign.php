<?php
// Signs for the Deposits API: php sign.php answers the questions of `countersign vectors --exec`.
function authorization(string $xDate, string $xLogin, string $apiSignature, string $body): string
{
    return 'D24 ' . hash_hmac('sha256', $xDate . $xLogin . $body, $apiSignature);
}

while (($line = fgets(STDIN)) !== false) {
    $q = json_decode($line, true);
    $hash = authorization($q['xDate'], $q['xLogin'], base64_decode($q['apiSignatureBase64']), base64_decode($q['bodyBase64']));
    echo json_encode(['id' => $q['id'], 'authorization' => $hash]), "\n";
}
