// What goes over the wire; the server's side is channels/web/wire.py.

export interface QuickReply {
  title: string;
  payload: string;
  /** Whether it can still be pressed after something else was said. */
  stays?: boolean;
}

/** An exercise. */
export interface Card {
  name: string;
  why?: string;
  dose?: string;
  instructions: string[];
  stop_sign?: string;
  hold_seconds?: number;
  rest_seconds?: number;
  number?: number;
  count?: number;
}

/** A routine. */
export interface Checklist {
  name: string;
  for_whom?: string;
  minutes?: number;
  how_often?: string;
  why?: string;
  checklist: { name: string; dose: string }[];
}

export type Kind = "plain" | "alarm" | "source" | "safety_net";

/** A message of either side, as the server numbers and keeps it. */
export interface Message {
  number: number;
  at: number;
  /** What this page called the message; null for the assistant's. */
  id: string | null;
  from: "bot" | "person";
  text: string;
  kind?: Kind;
  response?: string;
  quick_replies?: QuickReply[];
  attachment?: { type: string; payload: { src: string } };
  card?: Card;
  checklist?: Checklist;
  phones?: string[];
}

export interface Confirmed {
  session_id: string;
  secret: string;
  resumed: boolean;
  /** Whether `messages` is the end of the conversation, not what comes after what is known. */
  afresh: boolean;
  messages: Message[];
}

/** A message that the server has not confirmed yet. */
export interface Unsent {
  id: string;
  message: string;
  /** What stood on the button; empty if nothing is to be shown. */
  title?: string;
}

export type HistoryPage = { messages: Message[] } | { error: string; wait_seconds: number };

export type Receipt = { number: number } | { error: string; wait_seconds?: number };
