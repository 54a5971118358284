namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Which special tokens are put round the text, as BERT does (Devlin et al. 2019, section 3).</summary>
public enum SpecialTokens
{
    /// <summary>None.</summary>
    None,

    /// <summary>[CLS] in front.</summary>
    Cls,

    /// <summary>[CLS] in front and [SEP] at the end.</summary>
    ClsSep,
}
