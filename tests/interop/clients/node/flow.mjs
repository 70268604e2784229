// One whole sign-in by oauth4webapi. One line of JSON each way: what to do, where to send the person, where they came
// back to, what became of it.
import { createInterface } from "node:readline";
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto; // Node 18 has it under another name only
const oauth = await import("oauth4webapi");
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const heard = async () => JSON.parse((await lines.next()).value);
const tell = (what) => process.stdout.write(JSON.stringify(what) + "\n");

const task = await heard();
const plain = { [oauth.allowInsecureRequests]: true }; // http, but on this computer only
const issuer = new URL(task.url);
const found = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...plain });
const server = await oauth.processDiscoveryResponse(issuer, found);
const client = { client_id: task.client_id };
const proof = {
  none: () => oauth.None(),
  client_secret_basic: () => oauth.ClientSecretBasic(task.client_secret),
  client_secret_post: () => oauth.ClientSecretPost(task.client_secret),
}[task.method]();

const verifier = oauth.generateRandomCodeVerifier();
const state = oauth.generateRandomState();
const address = new URL(server.authorization_endpoint);
address.search = new URLSearchParams({
  response_type: "code",
  client_id: client.client_id,
  redirect_uri: task.redirect_uri,
  scope: task.scope,
  state,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
});
tell({ authorize: address.href });

const back = oauth.validateAuthResponse(server, client, new URL((await heard()).callback), state);
const answer = await oauth.authorizationCodeGrantRequest(server, client, proof, back, task.redirect_uri, verifier, plain);
const first = await oauth.processAuthorizationCodeResponse(server, client, answer);
const renewal = await oauth.refreshTokenGrantRequest(server, client, proof, first.refresh_token, plain);
const second = await oauth.processRefreshTokenResponse(server, client, renewal);

const whoami = new URL("/api/v1/whoami", task.url);
const asked = async (token) => {
  const response = await fetch(whoami, { headers: { Authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() };
};
const seen = { person: await asked(second.access_token), replaced: await asked(first.access_token) };
const gone = await oauth.revocationRequest(server, client, proof, second.refresh_token, plain);
await oauth.processRevocationResponse(gone);
tell({ ...seen, revoked: await asked(second.access_token), token_type: second.token_type });
process.exit(0);
