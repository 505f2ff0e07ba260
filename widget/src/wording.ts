// Everything that the widget says by itself. What the assistant says comes from the server.
// For another language, add a table and name it in `TABLES`.

const en = {
  direction: "ltr",
  title: "Back pain guidance",
  subtitle: "A computer program, not a clinician. Awaiting clinical review.",
  close: "Close the chat",
  menu: "Menu",
  startAgain: "Start again",
  download: "Download my conversation",
  deleteData: "Delete my data",
  privacy: "Privacy",
  conversation: "Conversation",
  choices: "Choices",
  you: "You",
  bot: "Backwise",
  message: "Your message",
  send: "Send",
  emergencyLine: "In an emergency, call your local emergency number.",
  earlier: "Show earlier messages",
  typing: "Backwise is writing",
  connecting: "Connecting …",
  offline:
    "No connection right now. I keep trying, and what you write is kept. " +
    "In an emergency, call your local emergency number.",
  waiting: "not sent yet",
  tooFast: "One moment, please. Your message is sent in a few seconds.",
  over: "That question is over. Please use the newest buttons, or write to me.",
  failed: "That could not be sent. Please write it again.",
  tooLong: (over: number) => `Too long by ${over} characters. Please send it in two parts.`,
  left: (count: number) => `${count} characters left`,
  unread: (count: number) => (count === 1 ? "1 new message" : `${count} new messages`),
  call: (number: string) => `Call ${number}`,
  emergency: "Important",
  sources: "How sure this is, and where it is from",
  step: (number: number, count: number) => `Exercise ${number} of ${count}`,
  howMuch: "How much",
  stopIf: "Stop if",
  print: "Print or save as PDF",
  minutes: (count: number) => `About ${count} minutes`,
  timer: "Timer",
  timerStart: "Start the timer",
  timerPause: "Pause",
  timerGoOn: "Go on",
  timerAgain: "Timer again",
  hold: "Hold",
  rest: "Rest",
  done: "Done",
  soundOn: "Sound is on",
  soundOff: "Sound is off",
  fileName: "backwise.txt",
};

export type Wording = typeof en;

const TABLES: Record<string, Wording> = { en };

/** The wording for a language such as "en-GB"; English if there is none for it. */
export function wordingFor(language: string | undefined): Wording {
  return TABLES[(language ?? "").toLowerCase().split("-")[0] ?? ""] ?? en;
}
