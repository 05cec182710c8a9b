import { theseMean } from "./said.js";

// Own sentences, as customers type them; the labelled sets stay outside the repository.
theseMean({ category: "aftersale", intent: "complaint", priority: "P3", complaint: true }, [
  "this is the worst service i have ever had",
  "your driver was rude to my mother",
  "wow, great quality, it broke after one day. bravo.",
  "i am very disappointed with this vacuum",
  "you promised a call back on monday and nobody called",
  "i've called six times and every time i get a different story",
  "your support is a black hole, messages go in and nothing comes out",
  "i want to file a complaint about the installer",
  "someone at your company shared my address with a stranger",
]);

theseMean({ category: "aftersale", intent: "demand", priority: "P1", complaint: false }, [
  "our entire platform is down and nobody can work",
  "tills are offline in all our shops, we can't take payments",
  "production line stopped because of your controller, we lose 20k an hour",
  "no customer can check out since 9am, we're bleeding money",
  "all 14 branches lost connection to the booking system, nobody can be served",
  "our warehouse is at a standstill because the scanners won't log in",
]);

theseMean({ category: "aftersale", intent: "demand", priority: "P3", complaint: false }, [
  "the screen flickers when i plug in the charger",
  "my headphones won't pair with my phone",
  "i'd like to exchange these trousers for a larger size",
  "the lid was cracked when it arrived",
  "i can't log in to my account, it says wrong password",
  "you sent me the wrong colour",
  "the outage yesterday is resolved, but i'd like a report",
  "only my laptop can't connect, everyone else is fine",
  "the dishwasher leaves everything wet and beeps three times",
  "the app logs me out every five minutes",
  "half of the screws were missing",
  "the sofa you delivered is not the one in the picture",
  "one of the wheels came off my suitcase on the first trip",
  "i'd like to send these back, they don't fit",
  "we had an outage last month, what have you done to prevent another",
]);

theseMean({ category: "aftersale", intent: "status", priority: "P3", complaint: false }, [
  "when do i get my money back? i sent it back two weeks ago",
]);

theseMean({ category: "insale", intent: "cancel", priority: "P3", complaint: false }, [
  "can you cancel order A-7781, i don't need it anymore",
]);

theseMean({ category: "insale", intent: "complaint", priority: "P3", complaint: true }, [
  "my package says delivered but i never got it",
]);

theseMean({ category: "insale", intent: "demand", priority: "P3", complaint: false }, [
  "i need to change my shipping address for order 55812",
  "i was charged twice for the same order",
  "please send me the invoice for last month",
  "can i pick it up at the store instead",
  "i typed the wrong house number on my order from this morning",
  "can you hold the delivery until next week, i'm away",
  "why is my bill higher this month",
  "i need a VAT invoice for order 4451",
]);

theseMean({ category: "insale", intent: "status", priority: "P3", complaint: false }, [
  "when will order #88213 arrive",
  "it's been five days and my order hasn't shipped",
]);

theseMean({ category: null, intent: "affirm", priority: null, complaint: false }, [
  "yes that's right",
  "yep, same address as before",
]);

theseMean({ category: null, intent: "ask_contact", priority: null, complaint: false }, [
  "what is your phone number",
  "which email should i write to for press questions",
]);

theseMean({ category: null, intent: "cancel", priority: null, complaint: false }, [
  "forget it",
  "it fixed itself, you can close the request",
]);

theseMean({ category: null, intent: "chitchat", priority: null, complaint: false }, ["are you a bot?"]);

theseMean({ category: null, intent: "deny", priority: null, complaint: false }, [
  "no, that's not what i meant",
  "nope, still the same problem",
]);

theseMean({ category: null, intent: "feedback", priority: null, complaint: false }, [
  "it would be nice if the app had a dark mode",
  "the technician was very friendly and quick, thank you",
  "i think the checkout page should remember my address",
  "shoutout to Maria, she solved it in two minutes",
]);

theseMean({ category: null, intent: "goodbye", priority: null, complaint: false }, ["bye"]);

theseMean({ category: null, intent: "greeting", priority: null, complaint: false }, ["hello", "hey there!"]);

theseMean({ category: null, intent: "human", priority: null, complaint: false }, [
  "can i speak to someone",
  "let me talk to a real person please",
  "human please",
  "can a human look at this",
]);

theseMean({ category: null, intent: "out_of_scope", priority: null, complaint: false }, [
  "what's the weather like in paris",
  "write me a poem about cats",
  "how tall is mount everest",
]);

theseMean({ category: null, intent: "provide_info", priority: null, complaint: false }, [
  "my name is Tom Baker and my email is tom@example.com",
  "it's for Blue Harbor Logistics, my mobile is +44 7700 900123",
]);

theseMean({ category: null, intent: "status", priority: null, complaint: false }, [
  "what's the status of my ticket",
  "any news?",
  "have you made any progress on my complaint",
  "did anyone look at ticket T-000210 yet",
]);

theseMean({ category: null, intent: "thanks", priority: null, complaint: false }, ["thank you so much!", "perfect, thanks"]);

theseMean({ category: "presale", intent: "demand", priority: "P4", complaint: false }, [
  "how much is the annual subscription",
  "do you guys deliver to canada",
  "is the x200 waterproof",
  "can i use it with an iphone",
  "what's your refund policy? i haven't bought anything yet",
  "what happens if your servers go down, do we get compensated",
  "could you send me a quote for 40 laptops",
  "what payment methods do you accept",
  "can this be shipped to a po box",
  "does the premium tier include phone support",
  "i'm comparing you with two other vendors, what makes yours better",
  "is there a family plan",
  "how does the installation work if i decide to buy",
  "what's your sla for the enterprise tier",
  "do i need an adapter in the uk",
]);

theseMean({ category: "value_added", intent: "demand", priority: "P2", complaint: false }, [
  "we need training for our new staff",
  "can you customise the packaging with our logo",
  "we want a bespoke report for our board",
  "could you develop a plugin for our crm",
  "could one of your people come over and teach us the advanced features",
  "we'd pay for someone to set up monthly maintenance visits",
  "is it possible to have the app in our brand colours",
]);
