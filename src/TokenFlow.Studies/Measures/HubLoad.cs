namespace TokenFlow.Studies.Measures;

/// <summary>What a hub takes and gives, of all that is taken and given.</summary>
/// <param name="Token">The hub.</param>
/// <param name="Outgoing">[0, 1] attention mass that is read from it, of all that is read from anybody; mean over the layers.</param>
/// <param name="Incoming">[0, 1] of one source's dye that is read in all layers together, the share that the hub reads.</param>
/// <param name="Reads">Tokens that its row is spread over: exp of the row's entropy, the mean over heads and layers.</param>
/// <param name="OutgoingByLayer">[layers]; 0 where it is no working hub.</param>
/// <param name="IncomingByLayer">[layers] the hub's share of what is read of the source in that layer.</param>
public sealed record HubLoad(int Token, double Outgoing, double Incoming, double Reads, IReadOnlyList<double> OutgoingByLayer, IReadOnlyList<double> IncomingByLayer);
