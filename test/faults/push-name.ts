/**
 * Loaded before the program (`--import`): requests to PUSH_NAME, an `https:` origin, go to the port PUSH_PORT of
 * this machine, in the clear. The service pushes only to the public Internet.
 */
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";

const { PUSH_NAME: name = "", PUSH_PORT: port } = process.env;
const { request } = https;

https.request = ((url: string, options: http.RequestOptions) =>
  url.startsWith(`${name}/`)
    ? http.request(`http://127.0.0.1:${port}${url.slice(name.length)}`, {
        ...options,
        lookup: undefined,
      })
    : request(url, options)) as typeof request;
syncBuiltinESMExports();
