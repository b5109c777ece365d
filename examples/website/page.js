const form = document.querySelector("form");
const button = form.querySelector("button");
const status = document.querySelector("[role=status]");
const POLL_MS = 1000;
const ATTEMPTS = 5;

const STANDS = {
  calling: "We are calling you now …",
  answered: "You are connected. Please listen …",
  putting_through: "We are putting you through to your installer …",
  joined: "You are joined with your installer.",
};
const ENDED = {
  forwarded: "Thank you for your call.",
  contact_hung_up: "The call ended before we could put you through. Please try again.",
};
const CALL = {
  busy: "Your phone is busy. Please try again in a moment.",
  no_answer: "You did not answer. Please try again when your phone is at hand.",
  invalid_number: "This does not seem to be a phone number we can call.",
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  try {
    await report(new FormData(form).get("phone").replace(/[^+\d]/g, ""));
  } catch {
    status.textContent = "We cannot be reached right now. Please try again in a moment.";
  } finally {
    button.disabled = false;
  }
});

async function report(phone) {
  // One key for one click, however often the request is sent: the customer's phone rings once.
  const key = crypto.randomUUID();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    status.textContent = "One moment …";
    const response = await fetch("/report", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ phone, key }),
    });
    const answer = await response.json();
    if (response.ok) return follow(answer.call);
    if (!answer.retry_in_seconds || attempt === ATTEMPTS) {
      status.textContent = answer.message;
      return;
    }
    status.textContent = `${answer.message} We try again in ${answer.retry_in_seconds} s …`;
    await new Promise((resolve) => setTimeout(resolve, answer.retry_in_seconds * 1000));
  }
}

async function follow(call) {
  for (;;) {
    const response = await fetch(`/report/${call}`);
    const { stands, outcome, call_result } = await response.json();
    if (stands === "ended") {
      status.textContent =
        ENDED[outcome] ?? CALL[call_result] ?? "We could not reach your installer. We will call you back.";
      return;
    }
    if (STANDS[stands]) status.textContent = STANDS[stands];
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
