# Writes what Ruby makes of each value: ruby ruby.rb < values.json > ruby.json
require 'json'

WRITERS = {
  'Ruby JSON.generate(value)' => ->(v) { JSON.generate(v) },
  'Ruby JSON.pretty_generate(value)' => ->(v) { JSON.pretty_generate(v) },
  'Ruby JSON.generate(value, ascii_only: true)' => ->(v) { JSON.generate(v, ascii_only: true) },
  'Ruby JSON.generate(value, escape_slash: true)' => ->(v) { JSON.generate(v, escape_slash: true) },
  'Ruby value.inspect' => ->(v) { v.inspect }
}.freeze

values = JSON.parse($stdin.read)
written = WRITERS.transform_values do |write|
  values.to_h { |value| [value['id'], [write.call(JSON.parse(value['json']))].pack('m0')] }
end
puts JSON.pretty_generate({ language: 'Ruby', versions: { ruby: RUBY_VERSION, json: JSON::VERSION }, written: written })
