// The npm package oidc-provider as a plain OAuth 2.0 server. Prints its URL in one line, ends with its standard input.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const scopes = ["task-management:read", "task-management:write"];
const ours = {
  application_type: "native",
  grant_types: ["authorization_code", "refresh_token"],
  redirect_uris: ["http://127.0.0.1/callback"],
  response_types: ["code"],
};
const configuration = {
  clients: [
    { ...ours, client_id: "public", token_endpoint_auth_method: "none" },
    { ...ours, client_id: "confidential", client_secret: "the-client-secret", token_endpoint_auth_method: "client_secret_post" },
  ],
  cookies: { keys: ["of this test alone"] },
  features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
  issueRefreshToken: (_context, client) => client.grantTypeAllowed("refresh_token"),
  routes: { authorization: "/oauth/authorize", token: "/oauth/token", revocation: "/oauth/revoke" },
  scopes,
  ttl: { AccessToken: 3600, Interaction: 600, Grant: 3600, RefreshToken: 3600, Session: 3600 },
};

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(url, configuration);
  provider.use(async (context, next) => {
    if (context.path !== "/api/v1/whoami") return next();
    const token = await provider.AccessToken.find((context.get("authorization") || "").replace("Bearer ", ""));
    context.status = token ? 200 : 401;
    context.body = { data: token ? { id: token.accountId, scope: token.scope } : {} };
  });
  server.on("request", provider.callback());
  console.log(JSON.stringify({ url }));
});
process.stdin.resume().on("end", () => process.exit(0));
