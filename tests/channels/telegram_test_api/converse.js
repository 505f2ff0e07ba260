// Serves telegram-test-api, and says through its client what comes in on standard input,
// one message a line. The answers go to standard output, one JSON a line.
"use strict";

const readline = require("node:readline");
const TelegramServer = require("telegram-test-api");

const [port, token] = process.argv.slice(2);

async function main() {
  const server = new TelegramServer({ port: Number(port), host: "127.0.0.1" });
  await server.start();
  const client = server.getClient(token, { timeout: 30000, userId: 7, chatId: 7, firstName: "Ann" });
  console.log(JSON.stringify({ ready: true }));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    await client.sendMessage(client.makeMessage(line));
    const { result } = await client.getUpdates();
    console.log(JSON.stringify(result.map((update) => update.message)));
  }
  await server.stop();
}

main();
