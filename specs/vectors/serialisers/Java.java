// Writes what Jackson, Gson and json-simple make of each value:
//   java -cp "/usr/share/java/*" Java.java < values.json > java.json
// with libjackson2-databind-java, libgoogle-gson-java and libjson-simple-java of the system.
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class Java {
    interface Writer { Object write(String json) throws Exception; }

    static final ObjectMapper plain = new ObjectMapper();
    static final ObjectMapper decimals = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    static final ObjectMapper ascii = new ObjectMapper().configure(JsonGenerator.Feature.ESCAPE_NON_ASCII, true);
    static final ObjectMapper sorted = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    static ObjectMapper including(JsonInclude.Include include) {
        return new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Value.construct(include, include));
    }

    @SuppressWarnings("unchecked")
    static Object hashed(Object value) {
        if (value instanceof Map) {
            Map<String, Object> made = new HashMap<>();
            ((Map<String, Object>) value).forEach((name, own) -> made.put(name, hashed(own)));
            return made;
        }
        if (value instanceof List) {
            List<Object> made = new ArrayList<>();
            for (Object item : (List<Object>) value) made.add(hashed(item));
            return made;
        }
        return value;
    }

    static Gson gson(boolean nulls, boolean html, boolean pretty) {
        GsonBuilder builder = new GsonBuilder();
        if (nulls) builder.serializeNulls();
        if (!html) builder.disableHtmlEscaping();
        if (pretty) builder.setPrettyPrinting();
        return builder.create();
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Writer> writers = new LinkedHashMap<>();
        writers.put("Jackson writeValueAsString(JsonNode)", json -> plain.writeValueAsString(plain.readTree(json)));
        writers.put("Jackson writeValueAsString(JsonNode), USE_BIG_DECIMAL_FOR_FLOATS", json -> decimals.writeValueAsString(decimals.readTree(json)));
        writers.put("Jackson writeValueAsString(Map), USE_BIG_DECIMAL_FOR_FLOATS", json -> decimals.writeValueAsString(decimals.readValue(json, Object.class)));
        writers.put("Jackson writeValueAsString(JsonNode), ESCAPE_NON_ASCII", json -> ascii.writeValueAsString(plain.readTree(json)));
        writers.put("Jackson JsonNode.toPrettyString()", json -> plain.readTree(json).toPrettyString());
        writers.put("Jackson writeValueAsString(Map), ORDER_MAP_ENTRIES_BY_KEYS", json -> sorted.writeValueAsString(plain.readValue(json, Object.class)));
        writers.put("Jackson writeValueAsString(Map), NON_NULL", json -> including(JsonInclude.Include.NON_NULL).writeValueAsString(plain.readValue(json, Object.class)));
        writers.put("Jackson writeValueAsString(Map), NON_EMPTY", json -> including(JsonInclude.Include.NON_EMPTY).writeValueAsString(plain.readValue(json, Object.class)));
        writers.put("Jackson writeValueAsString(HashMap)", json -> plain.writeValueAsString(hashed(plain.readValue(json, Object.class))));
        writers.put("Gson toJson(JsonElement)", json -> gson(false, true, false).toJson(JsonParser.parseString(json)));
        writers.put("Gson toJson(JsonElement), serializeNulls", json -> gson(true, true, false).toJson(JsonParser.parseString(json)));
        writers.put("Gson toJson(JsonElement), serializeNulls, disableHtmlEscaping", json -> gson(true, false, false).toJson(JsonParser.parseString(json)));
        writers.put("Gson toJson(JsonElement), disableHtmlEscaping", json -> gson(false, false, false).toJson(JsonParser.parseString(json)));
        writers.put("Gson toJson(Map)", json -> gson(false, true, false).toJson(new Gson().fromJson(json, Object.class)));
        writers.put("Gson toJson(Map), serializeNulls", json -> gson(true, true, false).toJson(new Gson().fromJson(json, Object.class)));
        writers.put("Gson toJson(JsonElement), setPrettyPrinting", json -> gson(false, true, true).toJson(JsonParser.parseString(json)));
        writers.put("json-simple JSONObject.toJSONString()", json -> org.json.simple.JSONValue.toJSONString(new org.json.simple.parser.JSONParser().parse(json)));
        writers.put("Java Map.toString()", json -> plain.readValue(json, Object.class).toString());
        writers.put("Java HashMap.toString()", json -> hashed(plain.readValue(json, Object.class)).toString());

        JsonNode values = plain.readTree(System.in);
        Map<String, Map<String, String>> written = new LinkedHashMap<>();
        for (Map.Entry<String, Writer> writer : writers.entrySet()) {
            Map<String, String> own = new LinkedHashMap<>();
            for (JsonNode value : values) {
                try {
                    String text = writer.getValue().write(value.get("json").asText()).toString();
                    own.put(value.get("id").asText(), Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
                } catch (Exception | Error refused) {
                    // A library that refuses a value writes nothing for it.
                }
            }
            written.put(writer.getKey(), own);
        }
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("java", System.getProperty("java.version"));
        versions.put("jackson", plain.version().toString());
        versions.put("gson", com.google.gson.internal.GsonBuildConfig.VERSION);
        versions.put("json-simple", arguments.length > 0 ? arguments[0] : "2.3.0");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("language", "Java");
        result.put("versions", versions);
        result.put("written", written);
        System.out.println(plain.writerWithDefaultPrettyPrinter().writeValueAsString(result));
    }
}
