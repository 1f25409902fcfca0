<?php
// Writes what PHP makes of each value: php php.php < values.json > php.json
// $value is json_decode's object, $array its associative array.
ini_set('serialize_precision', '-1');
$values = json_decode(stream_get_contents(STDIN), true);
$both = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE;
$writers = [
    'PHP json_encode($value)' => fn ($v, $a) => json_encode($v),
    'PHP json_encode($array)' => fn ($v, $a) => json_encode($a),
    'PHP json_encode($value, JSON_UNESCAPED_SLASHES)' => fn ($v, $a) => json_encode($v, JSON_UNESCAPED_SLASHES),
    'PHP json_encode($value, JSON_UNESCAPED_UNICODE)' => fn ($v, $a) => json_encode($v, JSON_UNESCAPED_UNICODE),
    'PHP json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE)' => fn ($v, $a) => json_encode($v, $both),
    'PHP json_encode($array, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE)' => fn ($v, $a) => json_encode($a, $both),
    'PHP json_encode($value, JSON_PRETTY_PRINT)' => fn ($v, $a) => json_encode($v, JSON_PRETTY_PRINT),
    'PHP json_encode($value, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE)' => fn ($v, $a) => json_encode($v, JSON_PRETTY_PRINT | $both),
    'PHP json_encode($value, JSON_PRESERVE_ZERO_FRACTION)' => fn ($v, $a) => json_encode($v, JSON_PRESERVE_ZERO_FRACTION),
    'PHP json_encode($value, JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE)' => fn ($v, $a) => json_encode($v, JSON_PRESERVE_ZERO_FRACTION | $both),
    'PHP json_encode($value, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT)' => fn ($v, $a) => json_encode($v, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT),
    'PHP json_encode($array, JSON_FORCE_OBJECT)' => fn ($v, $a) => json_encode($a, JSON_FORCE_OBJECT),
    'PHP json_encode($value), serialize_precision=17' => function ($v, $a) {
        ini_set('serialize_precision', '17');
        $text = json_encode($v);
        ini_set('serialize_precision', '-1');
        return $text;
    },
    'PHP http_build_query($array)' => fn ($v, $a) => is_array($a) ? http_build_query($a) : null,
];
$written = [];
foreach ($writers as $id => $write) {
    foreach ($values as $value) {
        $text = $write(json_decode($value['json']), json_decode($value['json'], true));
        if (is_string($text)) {
            $written[$id][$value['id']] = base64_encode($text);
        }
    }
}
echo json_encode(['language' => 'PHP', 'versions' => ['php' => PHP_VERSION], 'written' => $written], JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES), "\n";
