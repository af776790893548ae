namespace ScalingFit;

/// <summary>How a learning rate falls from its plateau to its end.</summary>
public enum DecayShape
{
    /// <summary>By the same factor each step: peak·(end/peak)^x, with x from 0 to 1 over the decay.</summary>
    Exponential,

    /// <summary>By the same amount each step.</summary>
    Linear,
}
