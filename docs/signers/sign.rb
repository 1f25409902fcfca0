# Signs for the Deposits API: ruby sign.rb answers the questions of `countersign vectors --exec`.
require 'json'
require 'openssl'

def authorization(x_date, x_login, api_signature, body)
  message = x_date.b + x_login.b + body.b
  'D24 ' + OpenSSL::HMAC.hexdigest('SHA256', api_signature, message)
end

$stdin.each_line do |line|
  q = JSON.parse(line)
  key, body = q['apiSignatureBase64'].unpack1('m0'), q['bodyBase64'].unpack1('m0')
  puts JSON.generate('id' => q['id'], 'authorization' => authorization(q['xDate'], q['xLogin'], key, body))
end
