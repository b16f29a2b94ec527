//! The pages of a sign-in server, as plain HTML: they work in any browser, without scripts.

const STYLE: &str = include_str!("page.css");

/// The page that asks whether an application may work in somebody's name.
pub(super) fn consent(
    vendor: &str,
    application: &str,
    user: &str,
    scopes: &[String],
    hidden: &[(&str, &str)],
) -> String {
    let field = |(name, value): &(&str, &str)| {
        format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escaped(name), escaped(value))
    };
    let fields = hidden.iter().map(field).collect::<Vec<_>>().concat();
    let rights = scopes.iter().map(|scope| format!("<li><code>{}</code></li>", escaped(scope)));
    let rights = rights.collect::<Vec<_>>().concat();
    let rights = if rights.is_empty() { String::new() } else { format!("<ul>{rights}</ul>") };
    whole(
        vendor,
        &format!("Sign in to {vendor}"),
        &format!(
            "<p><b>{}</b> asks to work in {vendor} in the name of <b>{}</b>.</p>{rights}\
             <form method=\"post\">{fields}\
             <button name=\"decision\" value=\"allow\" id=\"allow\">Allow</button> \
             <button name=\"decision\" value=\"deny\" id=\"deny\">Deny</button></form>",
            escaped(application),
            escaped(user),
        ),
    )
}

/// The page of installed apps: the code, for the user to copy.
pub(super) fn code(vendor: &str, code: &str) -> String {
    let body = format!(
        "<p>Copy this code and paste it into the application that asked for it.</p>\
         <p><input id=\"code\" readonly size=\"70\" value=\"{}\"></p>",
        escaped(code)
    );
    whole(vendor, "Authorization code", &body)
}

/// The page for what cannot be told to the application.
pub(super) fn refusal(vendor: &str, sentence: &str) -> String {
    whole(vendor, "The sign-in cannot go on", &format!("<p id=\"error\">{}</p>", escaped(sentence)))
}

fn whole(vendor: &str, title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body>\
         <header>{vendor} <span>Simulated: nothing here is a real system</span></header>\
         <main><h1>{title}</h1>{body}</main></body></html>"
    )
}

/// Text that cannot become markup.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_application_says_cannot_become_markup() {
        let page = consent("Vendor", "<b>app</b>", "o'hare", &["<i>".into()], &[("state", "\"><script>")]);
        assert!(!page.contains("<b>app") && !page.contains("<i>") && !page.contains("<script>"), "{page}");
        assert!(page.contains("&quot;&gt;&lt;script&gt;") && page.contains("o&#39;hare"));
    }
}
