namespace KubectlWebhookCert.Core.Republishers;

/// <summary>Who puts the CAs into an object again and again, so that what others write there is lost.</summary>
/// <param name="Name">For people: <c>trust-manager</c>.</param>
/// <param name="Evidence">How that was seen, one phrase.</param>
/// <param name="Mend">What to mend instead of the object.</param>
public sealed record RepublisherMark(string Name, string Evidence, string Mend);
