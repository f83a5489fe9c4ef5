// A webhook receiver in Node: nothing but its own modules. PORT, HMAC_SECRET and SIGNING_SECRET are set.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = process.env.HMAC_SECRET;
const standardKey = Buffer.from(process.env.SIGNING_SECRET.replace(/^whsec_/, ""), "base64");
const mac = (key, ...parts) => parts.reduce((hmac, part) => hmac.update(part), createHmac("sha256", key));
const now = () => Date.now() / 1000;
const equal = (a, b) => a.length === b.length && timingSafeEqual(a, b);

// Ondato-Signature: t=<10 digits>, s=<64 hexadecimal digits>, signed at most 25 hours ago.
function isOndato(header, body) {
  const [, t, s] = /^t=([0-9]{10}),\s*s=([0-9a-fA-F]{64})$/.exec(header ?? "") ?? [];
  if (!t || t - now() > 5 * 60 || t - now() < -25 * 3600) return false;
  return equal(mac(key, `${t}.`, body).digest(), Buffer.from(s, "hex"));
}

// Standard Webhooks: one of the signatures in webhook-signature, signed at most five minutes ago.
function isStandard(headers, body) {
  const t = headers["webhook-timestamp"] ?? "";
  if (!/^[0-9]{10}$/.test(t) || Math.abs(t - now()) > 5 * 60) return false;
  const expected = Buffer.from("v1," + mac(standardKey, `${headers["webhook-id"]}.${t}.`, body).digest("base64"));
  return (headers["webhook-signature"] ?? "").split(" ").some((one) => equal(expected, Buffer.from(one)));
}

// The bytes as they came: the signature is over them, not over what a parser makes of them.
async function collected(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

createServer(async (request, response) => {
  const body = await collected(request);
  const signed = isOndato(request.headers["ondato-signature"], body) || isStandard(request.headers, body);
  response.writeHead(signed ? 200 : 401).end();
  if (signed) {
    const event = JSON.parse(body);
    console.log(event.type, event.id);
  }
}).listen(Number(process.env.PORT ?? 9000), "127.0.0.1");
