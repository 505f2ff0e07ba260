// A conversation with nothing but socket.io-client, as Rasa's documentation shows it.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../widget/package.json", import.meta.url));
const { io } = require("socket.io-client");

const socket = io(process.argv[2]);
socket.on("connect", () => socket.emit("session_request", { session_id: null }));
socket.on("session_confirm", ({ session_id }) =>
  socket.emit("user_uttered", { message: "should i use heat or ice", session_id }),
);
socket.on("bot_uttered", ({ text }) => {
  console.log(text);
  if (text.includes("Heat has")) socket.close();
});
setTimeout(() => process.exit(1), 30_000).unref();
