// Signs for the Deposits API: as the Program.cs of a console project it answers the questions of `countersign vectors --exec`.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

static string Authorization(string xDate, string xLogin, byte[] apiSignature, byte[] body)
{
    byte[] message = [.. Encoding.UTF8.GetBytes(xDate + xLogin), .. body];
    return "D24 " + Convert.ToHexString(HMACSHA256.HashData(apiSignature, message)).ToLowerInvariant();
}

while (Console.ReadLine() is { } line)
{
    var q = JsonDocument.Parse(line).RootElement;
    string Text(string name) => q.GetProperty(name).GetString()!;
    var hash = Authorization(Text("xDate"), Text("xLogin"), Convert.FromBase64String(Text("apiSignatureBase64")), Convert.FromBase64String(Text("bodyBase64")));
    Console.WriteLine(JsonSerializer.Serialize(new { id = Text("id"), authorization = hash }));
}
