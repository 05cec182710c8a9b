/** What the composer writes by name though it was typed as a sign: the common ones, and those that answer a question. */
export const EMOJI: Readonly<Record<string, string>> = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", ok_hand: "👌", ok: "🆗", pray: "🙏", clap: "👏", wave: "👋", muscle: "💪",
  raised_hands: "🙌", handshake: "🤝", point_up: "☝️", point_right: "👉", v: "✌️", fist: "✊", heart: "❤️", broken_heart: "💔",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", negative_squared_cross_mark: "❎",
  heavy_multiplication_x: "✖️", question: "❓", grey_question: "❔", exclamation: "❗", heavy_exclamation_mark: "❗", bangbang: "‼️",
  warning: "⚠️", rotating_light: "🚨", fire: "🔥", sos: "🆘", no_entry: "⛔", bug: "🐛", rocket: "🚀", tada: "🎉", rose: "🌹", star: "⭐",
  star2: "🌟", sparkles: "✨", zap: "⚡", eyes: "👀", hourglass: "⌛", alarm_clock: "⏰", bell: "🔔", phone: "☎️", telephone: "☎️",
  iphone: "📱", email: "📧", envelope: "✉️", coffee: "☕", moneybag: "💰", grinning: "😀", smiley: "😃", smile: "😄", grin: "😁",
  laughing: "😆", satisfied: "😆", sweat_smile: "😅", joy: "😂", rolling_on_the_floor_laughing: "🤣", blush: "😊", slightly_smiling_face: "🙂",
  upside_down_face: "🙃", wink: "😉", heart_eyes: "😍", kissing_heart: "😘", thinking_face: "🤔", neutral_face: "😐", expressionless: "😑",
  unamused: "😒", face_with_rolling_eyes: "🙄", confused: "😕", worried: "😟", slightly_frowning_face: "🙁", white_frowning_face: "☹️",
  disappointed: "😞", cry: "😢", sob: "😭", angry: "😠", rage: "😡", face_with_symbols_on_mouth: "🤬", triumph: "😤", scream: "😱",
  sweat: "😓", cold_sweat: "😰", tired_face: "😫", weary: "😩", sleepy: "😪", hushed: "😯", open_mouth: "😮", flushed: "😳",
  exploding_head: "🤯", facepalm: "🤦", face_palm: "🤦", shrug: "🤷", sunglasses: "😎", hugging_face: "🤗", one: "1️⃣", two: "2️⃣",
  three: "3️⃣", four: "4️⃣", five: "5️⃣",
}; // prettier-ignore
