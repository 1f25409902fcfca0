export const captures = {
  'curl-not-curl': 'The command does not begin with curl.',
  'curl-option-without-value': 'The option {option} of the curl command has no value: paste the whole command.',
  'curl-form': 'The curl command sends a form or a file ({option}): give the raw HTTP request.',
  'curl-without-url': 'The curl command names no URL.',
  'curl-header-without-colon': 'A --header of the curl command has no colon: a header reads `Name: value`.',
  'curl-body-in-file':
    'The body is in the file that {option} names: put its content into the command with --data-raw, or give the raw HTTP request.',
  'curl-urlencode-from-file': 'The body is in the file that --data-urlencode names: put its content into the command with --data-raw.',
  'har-without-entries': 'The HAR has no log.entries: save it with content from the network panel.',
  'har-entry-incomplete': 'Entry {index} of the HAR has no request with method, url and headers.',
  'no-request-line':
    'The first line is not a request line: it should read like `POST /v3/deposits HTTP/1.1`. Give the raw HTTP request, or a curl command.',
  'no-header-line': 'Line {index} is not a header: a header reads `Name: value`, and an empty line ends them.',
  'chunks-unreadable':
    'The head says that the body is chunked, but its chunks cannot be read: give the body itself, with its Content-Length.',
  'capture-too-many-headers': '{name} has more than {most} header lines: give the request as it was sent.',
  'capture-too-many-values': '{name} has more than {most} JSON values: give one request as it was sent.',
  'the-json': 'The JSON',
  'curl-too-many-words': 'The curl command has more than {most} words: give the request as it was sent.',
  'capture-too-large': 'It has more than {megabytes} MB: give one request as it was sent.',
  'capture-empty': 'There is nothing to read: give a raw HTTP request, a curl command, a HAR entry or a recording.',
  'capture-no-json':
    'It begins like JSON but does not parse. Give the whole HAR or recording, or the raw HTTP request from its request line on.',
  'capture-no-object': 'The JSON is not an object.',
  'capture-unknown':
    'The JSON is neither a HAR (log.entries, or one entry with request), a recording (rawHead, bodyBase64), a Postman collection nor an event of a gateway.',
  'recording-without-head': 'Request {index} of the recording has no rawHead with the request line and headers.',
  'curl-shell-expansion': 'The curl command has {part}, which only a shell can fill in. Put its value there (`echo` shows it).',
  'curl-quote-open': 'A quote in the curl command is never closed: paste the whole command.',
  'fetch-unreadable': 'The fetch call cannot be read: paste the whole call, as "Copy as fetch" gives it.',
  'postman-without-requests': 'The Postman collection has no request.',
  'postman-variable':
    'Request {index} of the Postman collection has the variable {variable}: its value is not in the export. Copy the raw request from the console of Postman instead.',
  'capture-powershell':
    'This is a PowerShell command, which this does not read: copy the request as cURL (bash), or give the raw HTTP request.',
  'capture-curl-verbose':
    'This is the output of `curl -v`, which has no body: give the curl command itself, or the raw HTTP request with its body.',
  'capture-insomnia': 'This is an Insomnia export, which this does not read: use "Copy as Curl" of the request, and paste that.',
  'capture-bruno': 'This is a Bruno request, which this does not read: use "Generate Code" as cURL, and paste that.',
  'capture-access-log':
    'This is a line of an access log, which has neither headers nor a body: log the raw request with its headers and body, and give that.',
  'the-fetch-call': 'the fetch call',
  'the-gateway-event': "the gateway's event",
  'postman-request': 'request {index} of the Postman collection{label}',
  'key-of-line': 'key of line {line}',
  'the-curl-command': 'the curl command',
  'har-entry': 'entry {index} of the HAR',
  'recorded-request': 'request {index} of the recording{label}',
} as const;
