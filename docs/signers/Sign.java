// Signs for the Deposits API: java Sign.java answers the questions of `countersign vectors --exec`.
import java.io.*; import java.util.*; import java.util.regex.*; import javax.crypto.*; import javax.crypto.spec.*;
import static java.nio.charset.StandardCharsets.UTF_8;

class Sign {
  static String authorization(String xDate, String xLogin, byte[] apiSignature, byte[] body) throws Exception {
    SecretKey key = new SecretKey() { public String getAlgorithm() { return "HmacSHA256"; } public String getFormat() { return "RAW"; } public byte[] getEncoded() { return apiSignature; } };
    Mac mac = Mac.getInstance("HmacSHA256"); mac.init(key); mac.update((xDate + xLogin).getBytes(UTF_8));
    return "D24 " + HexFormat.of().formatHex(mac.doFinal(body));
  }
  static String at(String line, String name) { Matcher m = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(line); m.find(); return m.group(1); }
  public static void main(String[] args) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, UTF_8)); var base64 = Base64.getDecoder();
    for (String line; (line = in.readLine()) != null; ) {
      byte[] key = base64.decode(at(line, "apiSignatureBase64")), body = base64.decode(at(line, "bodyBase64"));
      System.out.println("{\"id\":\"" + at(line, "id") + "\",\"authorization\":\"" + authorization(at(line, "xDate"), at(line, "xLogin"), key, body) + "\"}");
    }
  }
}
